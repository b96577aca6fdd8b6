import { authmeImporter } from '../../../../src/core/transfer/importers/authme.ts'
import { describeSamples } from './reading-samples.ts'

describeSamples(authmeImporter)
