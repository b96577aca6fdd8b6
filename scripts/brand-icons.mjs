/**
 * Writes src/renderer/state/brand-paths.ts: the signs of the services that people have accounts with, out of
 * simple-icons (CC0-1.0). Run it after that package was renewed: `node scripts/brand-icons.mjs`.
 */
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import * as icons from 'simple-icons'

const TARGET = new URL('../src/renderer/state/brand-paths.ts', import.meta.url)

/** Slugs of simple-icons. Some big services forbid their signs there; they keep the monogram. */
const BRANDS = `
1password adguard airbnb airtable akamai alibabacloud amd anaconda android anthropic anydesk apple archlinux
arduino artstation asana atlassian auth0 authelia authentik autodesk backblaze bandcamp battledotnet
behance betterstack binance bitbucket bitcoin bitwarden blender bluesky bookingdotcom box brave buffer bugcrowd
bunnydotnet buymeacoffee caddy cashapp chase circleci cisco citrix claude clickup cloudflare codeberg 
coinbase confluence contabo coursera cpanel crowdin dashlane databricks datadog debian deezer deepl
deviantart devdotto digitalocean discord discourse docker doordash dribbble dropbox duolingo
ea ebay elastic element epicgames etsy evernote expressvpn facebook fastly fedora
figma firebase firefox flickr flydotio forgejo fortinet foursquare fritz garmin ghost gitbook
gitea github gitlab gmail gnome godaddy gofundme gogdotcom google googleads googleanalytics googlecloud googleplay grafana
grammarly gumroad hackerone hackerrank hackthebox hashicorp hetzner hostinger hp htmx hubspot huawei
huggingface humblebundle icloud ifttt imgur indeed infomaniak instagram intel internetarchive intuit ionos itchdotio
jetbrains jira joplin jsfiddle kaggle kde kagi keepassxc kickstarter kofi kubernetes lastpass launchpad leetcode lenovo letsencrypt
letterboxd line linear lichess linux macpaw mailchimp mailgun mapbox mastodon matrix
mediamarkt medium mega messenger meta microstrategy miro modrinth monero mongodb monzo mozilla mullvad mxlinux n26
namecheap neo4j netflix netlify newrelic nextcloud nginx ngrok nordvpn norton notion npm nuget
nvidia obsidian oculus odoo okta opensea opensuse openstreetmap opnsense overleaf ovh packagist
pagerduty pandora patreon paypal payoneer paddle pinterest pixiv playstation plex porkbun
postman privateinternetaccess proton protonmail protonvpn proxmox pulumi pypi qnap
qiita quora rakuten razer reddit redhat render replit revolut robinhood roblox rockstargames
 rubygems rust samsung sap scaleway sentry shopify signal snapchat snyk sony
soundcloud sourceforge sourcehut spotify square squareenix squarespace stackexchange stackoverflow startpage steam stripe strava
substack supabase surfshark suse swisscows synology tailscale target teamviewer telegram terraform tesla threads threema tiktok
todoist toggl travisci trello tresorit tryhackme tumblr tuta twitch typeform uber ubiquiti
ubisoft ubuntu udemy unity unrealengine upwork vercel vimeo virustotal vk
vmware vultr waze wechat wellsfargo whatsapp wikipedia wise wix wordpress x xero xiaomi xing yubico zapier
zendesk zerodha zoho zoom zulip
`

/** A sign with more detail than 36 px show isn't worth its bytes. */
const LONGEST_PATH = 3000

const bySlug = new Map(Object.values(icons).map((icon) => [icon.slug, icon]))

export async function brandPaths() {
  const entries = BRANDS.trim()
    .split(/\s+/u)
    .flatMap((slug) => {
      const icon = bySlug.get(slug)
      return icon === undefined || icon.path.length > LONGEST_PATH
        ? []
        : [`${JSON.stringify(slug)}: { hex: '${icon.hex}', path: '${icon.path}' }`]
    })
  const text = `/** Signs of services by their slug, written by scripts/brand-icons.mjs from simple-icons (CC0-1.0): not to be edited. */
import type { BrandSign } from './brands.ts'

export const BRAND_SIGNS: Readonly<Record<string, BrandSign>> = {${entries.join(',\n')}}
`
  return format(text, { ...(await resolveConfig(TARGET)), filepath: TARGET.pathname })
}

if (process.argv[1] === import.meta.filename) {
  await writeFile(TARGET, await brandPaths())
  console.log(`brand-paths.ts is written; not in simple-icons: ${missing().join(' ') || 'none'}`)
}

function missing() {
  return BRANDS.trim()
    .split(/\s+/u)
    .filter((slug) => !bySlug.has(slug))
}
