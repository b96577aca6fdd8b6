import { duoImporter } from '../../../../src/core/transfer/importers/duo.ts'
import { describeSamples } from './reading-samples.ts'

describeSamples(duoImporter)
