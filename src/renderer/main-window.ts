/** The main window: accounts, their codes, and the clock. It never sees a secret. */
import './styles/base.css'
import { flushSync, mount } from 'svelte'
import MainWindow from './screens/MainWindow.svelte'
import { begin } from './state/beginning.ts'

const target = document.getElementById('app')
if (target === null) throw new Error('expected an element #app in index.html')
const forget = await begin()
flushSync(() => mount(MainWindow, { target }))
forget()
