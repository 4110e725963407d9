import type { Component } from 'grapesjs'
import { empty, fits, outermost, type Place, tagOf, within } from '../../plugins/portal/server/content/tags.ts'
import type { StoredComponent } from '../content/page-content.ts'

/** Whether something may be put there: by the server's own rules of what a browser reads where it is written. */
export function mayStandIn(source: Component, target: Component): boolean {
  return isContainer(target) && fitsWhole(source, placeIn(target))
}

/** The same of what is not on the page yet. */
export function contentFitsIn(components: StoredComponent[], target: Component): boolean {
  const place = placeIn(target)
  const all = (list: StoredComponent[], at: Place): boolean =>
    list.every(one => {
      if (one.type === 'textnode') return true
      const tag = tagOf(one)
      return fits(tag, one.type === 'block', at) && all(one.components ?? [], within(tag, at))
    })
  return isContainer(target) && all(components, place)
}

function fitsWhole(source: Component, place: Place): boolean {
  if (source.is('textnode')) return true
  const tag = tagIn(source)
  return fits(tag, source.is('block'), place) && source.components().models.every(child => fitsWhole(child, within(tag, place)))
}

/** What other things are put into; words are typed into the rest. */
const isContainer = (target: Component): boolean => target.is('region') || (target.is('element') && !empty.has(tagIn(target)))

function placeIn(target: Component): Place {
  if (target.is('region')) return outermost
  const parent = target.parent()
  return within(tagIn(target), parent ? placeIn(parent) : outermost)
}

const tagIn = (component: Component): string =>
  tagOf({ type: component.is('block') ? 'block' : undefined, tagName: String(component.get('tagName') ?? 'div').toLowerCase() })
