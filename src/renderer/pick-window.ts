/** The quick pick: a small frameless window on a shortcut. It knows names and codes, and nothing else. */
import './styles/base.css'
import { mount } from 'svelte'
import QuickPick from './screens/pick/QuickPick.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('expected an element #app in pick.html')
mount(QuickPick, { target })
