import { battleNetImporter } from '../../../../src/core/transfer/importers/battle-net.ts'
import { describeSamples } from './reading-samples.ts'

describeSamples(battleNetImporter)
