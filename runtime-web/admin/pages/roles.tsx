import { Route, Routes } from 'react-router'
import type { OwnPage } from '../desk/own-pages.ts'
import { RoleList } from './roles/role-list.tsx'
import { RolePage } from './roles/role-page.tsx'
import './roles/roles.css'

/** Roles, what they open, and who has them (S2.9). */
const Roles: OwnPage = ({ menu }) => (
  <Routes>
    <Route index element={<RoleList title={menu.title} />} />
    <Route path=":id" element={<RolePage />} />
  </Routes>
)

export default Roles
