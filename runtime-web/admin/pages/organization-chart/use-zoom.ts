import { select } from 'd3-selection'
import { type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'

export type Area = { left: number; top: number; width: number; height: number }
type Point = { x: number; y: number }

/** How near and how far one can look: from all of a county to two words. */
const scales: [number, number] = [0.05, 2]
/** Letters are still letters then. */
const readable = 0.5
const margin = 24

/** Dragging, wheel and pinch over a drawing, and the same by calls. */
export function useZoom(drawing: RefObject<SVGSVGElement>) {
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown>>(undefined)

  useEffect(() => {
    const element = drawing.current
    if (!element) return
    const zooming = zoom<SVGSVGElement, unknown>()
      .scaleExtent(scales)
      .on('zoom', event => setTransform(event.transform))
    behaviour.current = zooming
    select(element).call(zooming).on('dblclick.zoom', null)
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      select(element).on('.zoom', null)
    }
  }, [drawing])

  const calls = useMemo(() => {
    const on = (work: (zooming: ZoomBehavior<SVGSVGElement, unknown>, element: SVGSVGElement) => void) => {
      if (behaviour.current && drawing.current) work(behaviour.current, drawing.current)
    }
    return {
      by: (factor: number) => on((zooming, element) => zooming.scaleBy(select(element), factor)),
      centre: ({ x, y }: Point) => on((zooming, element) => zooming.translateTo(select(element), x, y)),
      /** In the middle, and so near that it can be read. */
      show: ({ x, y }: Point) =>
        on((zooming, element) => {
          if (zoomTransform(element).k < readable) zooming.scaleTo(select(element), 1)
          zooming.translateTo(select(element), x, y)
        }),
      /** As near as shows it all, but never nearer than its own size. */
      fit: (area: Area) => on((zooming, element) => zooming.transform(select(element), fitted(element, area))),
      /** The same where it can be read then; otherwise from where it begins. */
      begin: (area: Area, start: Point) =>
        on((zooming, element) => {
          const whole = fitted(element, area)
          zooming.transform(select(element), whole.k >= readable ? whole : begun(element, area, start))
        }),
    }
  }, [drawing])

  /** What part of the drawing is in sight. */
  const sight: Area = {
    left: -transform.x / transform.k,
    top: -transform.y / transform.k,
    width: size.width / transform.k,
    height: size.height / transform.k,
  }
  return { transform, sight, ready: size.width > 0, ...calls }
}

function fitted({ clientWidth, clientHeight }: SVGSVGElement, { left, top, width, height }: Area): ZoomTransform {
  const scale = Math.min(1, (clientWidth - 2 * margin) / width, (clientHeight - 2 * margin) / height)
  return zoomIdentity
    .translate(clientWidth / 2, clientHeight / 2)
    .scale(Math.max(scales[0], scale))
    .translate(-left - width / 2, -top - height / 2)
}

/** In its own size, the start in the middle, or nearer to the edge beyond which there is nothing. */
function begun({ clientWidth, clientHeight }: SVGSVGElement, { left, top }: Area, { x, y }: Point): ZoomTransform {
  const across = Math.min(clientWidth / 2, x - left + margin)
  const down = Math.min(clientHeight / 2, y - top + margin)
  return zoomIdentity.translate(across - x, down - y)
}
