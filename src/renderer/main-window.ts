/** The main window: accounts, their codes, and the clock. It never sees a secret. */
import './styles/base.css'
import { mount } from 'svelte'
import MainWindow from './screens/MainWindow.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('expected an element #app in index.html')
mount(MainWindow, { target })
