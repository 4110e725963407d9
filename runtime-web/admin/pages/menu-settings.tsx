import { Segmented } from 'antd'
import { useState } from 'react'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading } from '../feedback/states.tsx'
import { MenuPreview } from './menu-settings/menu-preview.tsx'
import './menu-settings/menu-settings.css'
import { type Device, useAllMenus } from './menu-settings/menus.ts'
import { SortableMenus } from './menu-settings/sortable-menus.tsx'

/** The menus of the desktop (S2.4) and of the phone (S2.5), as this tenant wants them. */
const MenuSettings: OwnPage = ({ menu }) => {
  const [device, setDevice] = useState<Device>('desktop')
  const menus = useAllMenus(device)
  return (
    <Page
      title={menu.title}
      hint="拖动排序，改动即时生效"
      actions={
        <Segmented<Device>
          value={device}
          onChange={setDevice}
          options={[
            { value: 'desktop', label: '电脑菜单' },
            { value: 'phone', label: '手机菜单' },
          ]}
        />
      }
    >
      {menus.error ? (
        <Failure error={menus.error} onRetry={menus.refetch} />
      ) : menus.data ? (
        <div className="menu-settings">
          <SortableMenus key={device} device={device} menus={menus.data} />
          <MenuPreview device={device} menus={menus.data} />
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

export default MenuSettings
