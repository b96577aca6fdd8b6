import { freeotpPlusImporter } from '../../../../src/core/transfer/importers/freeotp-plus.ts'
import { describeSamples } from './reading-samples.ts'

describeSamples(freeotpPlusImporter)
