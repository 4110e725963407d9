/** How much there is to work on. Organizations stand on four levels: city, counties, towns, branches. */
export type Scale = {
  counties: number
  townsOfCounty: number
  branchesOfTown: number
  members: number
  /** Tenants beside the big one, each a branch of its own. */
  smallTenants: number
  membersOfSmallTenant: number
}

export const scales: Record<string, Scale> = {
  /** 50,021 organizations and a million members, as issue and product ask. */
  full: { counties: 20, townsOfCounty: 50, branchesOfTown: 49, members: 1_000_000, smallTenants: 1_000, membersOfSmallTenant: 20 },
  /** Enough to see that it runs. */
  hundredth: { counties: 5, townsOfCounty: 5, branchesOfTown: 19, members: 10_000, smallTenants: 10, membersOfSmallTenant: 20 },
  /** A tenth of it, to try a change. */
  tenth: { counties: 20, townsOfCounty: 10, branchesOfTown: 24, members: 100_000, smallTenants: 100, membersOfSmallTenant: 20 },
}
