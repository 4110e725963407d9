/** Whether this server is a demo, in which SMS are shown in the developer inbox and not sent. */
export const isDemo = 'demo' in document.documentElement.dataset
