/** The small window in which secrets are typed or shown; its process ends when it closes (docs/threat-model.md). */
import './styles/base.css'
import { mount } from 'svelte'
import SecretWindow from './screens/secret/SecretWindow.svelte'

const target = document.getElementById('app')
if (target === null) throw new Error('expected an element #app in secret.html')
mount(SecretWindow, { target })
