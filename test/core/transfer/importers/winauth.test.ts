import { winauthImporter } from '../../../../src/core/transfer/importers/winauth.ts'
import { describeSamples } from './reading-samples.ts'

describeSamples(winauthImporter)
