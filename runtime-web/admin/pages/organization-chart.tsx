import { ChartPage } from './organization-chart/chart-page.tsx'

export default ChartPage
