/** A thousand invented accounts with names as people have them: real services, several accounts at the common ones. */
import type { AccountView } from '../../../src/shared/views/account.ts'
import { PLAIN } from '../states.ts'

const SERVICES =
  'GitHub,Google,AWS,Microsoft,Slack,GitLab,Dropbox,Facebook,Instagram,X,LinkedIn,Discord,Reddit,Twitch,Steam,Epic Games,Nintendo,PlayStation,Ubisoft,Battle.net,EA,Riot Games,PayPal,Stripe,Wise,Revolut,Coinbase,Kraken,Binance,Bitstamp,Gemini,Bitwarden,1Password,LastPass,Proton,Tutanota,Fastmail,Mailbox.org,Zoho,Yahoo,iCloud,Apple,Adobe,Autodesk,Figma,Canva,Notion,Evernote,Todoist,Trello,Asana,Jira,Confluence,Bitbucket,Atlassian,Linear,Monday,ClickUp,Airtable,Zapier,HubSpot,Salesforce,Zendesk,Intercom,Mailchimp,SendGrid,Twilio,Cloudflare,DigitalOcean,Linode,Vultr,Hetzner,OVH,Scaleway,Heroku,Vercel,Netlify,Render,Fly.io,Railway,Supabase,Firebase,MongoDB,Redis,Elastic,Datadog,New Relic,Sentry,Grafana,PagerDuty,Okta,Auth0,Duo,JumpCloud,Tailscale,NordVPN,Mullvad,npm,PyPI,crates.io,RubyGems,Docker,Terraform,Vault,Ansible,Jenkins,CircleCI,Travis,Snyk,SonarCloud,JetBrains,Namecheap,GoDaddy,Gandi,Porkbun,Hover,WordPress,Ghost,Medium,Substack,Patreon,Kickstarter,Etsy,eBay,Amazon,楽天,メルカリ,Yahoo! JAPAN,さくらインターネット,三井住友銀行,みずほ銀行,任天堂,サイボウズ,freee,マネーフォワード,Zoom,Webex,TeamViewer,AnyDesk,RemotePC,Backblaze,Wasabi,Box,pCloud,MEGA,Nextcloud,Synology,QNAP,Ubiquiti,MikroTik,Fortinet,Cisco,Juniper,Palo Alto,Home Assistant,Nest,Ring,Tesla,Uber,Airbnb,Booking.com,Ryanair,Lufthansa,ANA,JAL,HSBC,ING,N26,Monzo,Barclays,UBS,Fidelity,Vanguard,Schwab,Robinhood,Interactive Brokers,DocuSign,Xero,QuickBooks,DATEV,Personio,Workday,BambooHR,Shopify,WooCommerce,Squarespace,Wix,Webflow'.split(
    ','
  )

const PEOPLE =
  'hana,kenji,ops,root,admin,billing,deploy,security,mei,tanaka,sato,suzuki,anna,lukas,marie,paul,sofia,jonas,emma,noah,support,dev,test,backup,office,info,finance,hr,legal,sales,marketing,press,audit,oncall,ci,robot,vault,prod,staging,sandbox'.split(
    ','
  )

const HOSTS = ['example.jp', 'contoso.example', 'fabrikam.example', 'home.example', 'example.org'] as const

/** The common services have up to 20 accounts, most have 3 to 6; no two are alike. */
export function thousandAccounts(): readonly AccountView[] {
  const accounts: AccountView[] = []
  for (let round = 0; accounts.length < 1000; round++) {
    SERVICES.forEach((issuer, rank) => {
      const most = rank < 10 ? 20 : rank < 40 ? 8 : 4
      if (round >= most || accounts.length >= 1000) return
      const person = PEOPLE[(rank * 7 + round * 11) % PEOPLE.length] ?? ''
      const host = HOSTS[(rank + round * 3) % HOSTS.length] ?? ''
      accounts.push({
        ...PLAIN,
        id: `k${accounts.length}`,
        kind: 'totp',
        issuer,
        label: `${person}@${host}`,
        algorithm: 'SHA1',
        digits: 6,
        period: 30
      })
    })
    if (round > 30) break
  }
  return accounts
}
