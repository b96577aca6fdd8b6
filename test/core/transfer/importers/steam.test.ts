import { steamImporter } from '../../../../src/core/transfer/importers/steam.ts'
import { describeSamples } from './reading-samples.ts'

describeSamples(steamImporter)
