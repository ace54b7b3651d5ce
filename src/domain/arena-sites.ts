/** A stretch of seasons in which a building was a team's home, both years included; `to` is open for today's home. */
export interface Tenancy {
  /** Canonical tricode. */
  readonly team: string;
  /** Year the first season starts in. */
  readonly from: number;
  readonly to?: number;
}

export interface Arena {
  /** Today's (or last) name. */
  readonly name: string;
  readonly city: string;
  /** Degrees, north positive. */
  readonly latitude: number;
  /** Degrees, east positive. */
  readonly longitude: number;
  /** IANA zone. */
  readonly time_zone: string;
  /** Other names it has had or is written with; a building keeps its place whatever it is called. */
  readonly aliases: readonly string[];
  /** Empty for neutral sites. */
  readonly tenants: readonly Tenancy[];
}

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

const site = (
  name: string,
  city: string,
  [latitude, longitude]: readonly [number, number],
  time_zone: string,
  tenants: readonly Tenancy[],
  aliases: readonly string[] = [],
): Arena => ({ name, city, latitude, longitude, time_zone, aliases, tenants });

const home = (team: string, from: number, to?: number): Tenancy =>
  to === undefined ? { team, from } : { team, from, to };

/** The buildings; coordinates to four decimals (about 30 feet) as in the arenas' encyclopedia entries. */
export const ARENA_SITES: readonly Arena[] = [
  site('State Farm Arena', 'Atlanta', [33.7573, -84.3963], EASTERN, [home('ATL', 1999)], ['Philips Arena']),
  site(
    'TD Garden',
    'Boston',
    [42.3662, -71.0621],
    EASTERN,
    [home('BOS', 1995)],
    ['TD Banknorth Garden', 'FleetCenter'],
  ),
  site('Barclays Center', 'Brooklyn', [40.6826, -73.9754], EASTERN, [home('BKN', 2012)]),
  site('Prudential Center', 'Newark', [40.7336, -74.1711], EASTERN, [home('BKN', 2010, 2011)]),
  site(
    'Spectrum Center',
    'Charlotte',
    [35.2251, -80.8392],
    EASTERN,
    [home('CHA', 2005)],
    ['Time Warner Cable Arena', 'Charlotte Bobcats Arena'],
  ),
  site('United Center', 'Chicago', [41.8807, -87.6742], CENTRAL, [home('CHI', 1994)]),
  site(
    'Rocket Arena',
    'Cleveland',
    [41.4965, -81.6882],
    EASTERN,
    [home('CLE', 1994)],
    ['Rocket Mortgage FieldHouse', 'Quicken Loans Arena', 'Gund Arena'],
  ),
  site('American Airlines Center', 'Dallas', [32.7905, -96.8103], CENTRAL, [home('DAL', 2001)]),
  site('Ball Arena', 'Denver', [39.7487, -105.0077], MOUNTAIN, [home('DEN', 1999)], ['Pepsi Center']),
  site('Little Caesars Arena', 'Detroit', [42.3411, -83.0553], 'America/Detroit', [home('DET', 2017)]),
  site(
    'The Palace of Auburn Hills',
    'Auburn Hills',
    [42.697, -83.2456],
    'America/Detroit',
    [home('DET', 1988, 2016)],
    ['Palace of Auburn Hills'],
  ),
  site('Chase Center', 'San Francisco', [37.768, -122.3877], PACIFIC, [home('GSW', 2019)]),
  site(
    'Oakland Arena',
    'Oakland',
    [37.7503, -122.203],
    PACIFIC,
    [home('GSW', 1997, 2018)],
    ['Oracle Arena', 'ORACLE Arena', 'The Arena in Oakland'],
  ),
  site('Toyota Center', 'Houston', [29.7508, -95.3621], CENTRAL, [home('HOU', 2003)]),
  site(
    'Gainbridge Fieldhouse',
    'Indianapolis',
    [39.764, -86.1556],
    'America/Indiana/Indianapolis',
    [home('IND', 1999)],
    ['Bankers Life Fieldhouse', 'Conseco Fieldhouse'],
  ),
  site('Intuit Dome', 'Inglewood', [33.9451, -118.3431], PACIFIC, [home('LAC', 2024)]),
  site(
    'Crypto.com Arena',
    'Los Angeles',
    [34.043, -118.2673],
    PACIFIC,
    [home('LAL', 1999), home('LAC', 1999, 2023)],
    ['STAPLES Center'],
  ),
  site('FedExForum', 'Memphis', [35.1382, -90.0506], CENTRAL, [home('MEM', 2004)]),
  site(
    'Kaseya Center',
    'Miami',
    [25.7814, -80.187],
    EASTERN,
    [home('MIA', 2000)],
    ['AmericanAirlines Arena', 'Miami-Dade Arena', 'FTX Arena'],
  ),
  site('Fiserv Forum', 'Milwaukee', [43.0451, -87.9172], CENTRAL, [home('MIL', 2018)]),
  site(
    'Bradley Center',
    'Milwaukee',
    [43.0436, -87.9169],
    CENTRAL,
    [home('MIL', 1988, 2017)],
    ['BMO Harris Bradley Center'],
  ),
  site('Target Center', 'Minneapolis', [44.9795, -93.2761], CENTRAL, [home('MIN', 1990)]),
  site('Smoothie King Center', 'New Orleans', [29.949, -90.0821], CENTRAL, [home('NOP', 2007)], ['New Orleans Arena']),
  site(
    'Madison Square Garden',
    'New York',
    [40.7505, -73.9934],
    EASTERN,
    [home('NYK', 1968)],
    ['Madison Square Garden (IV)', 'MSG'],
  ),
  site(
    'Paycom Center',
    'Oklahoma City',
    [35.4634, -97.5151],
    CENTRAL,
    [home('OKC', 2008)],
    ['Chesapeake Energy Arena', 'Oklahoma City Arena', 'Ford Center'],
  ),
  site('Kia Center', 'Orlando', [28.5392, -81.3839], EASTERN, [home('ORL', 2010)], ['Amway Center']),
  site(
    'Xfinity Mobile Arena',
    'Philadelphia',
    [39.9012, -75.172],
    EASTERN,
    [home('PHI', 1996)],
    ['Wells Fargo Center', 'Wachovia Center', 'First Union Center'],
  ),
  site(
    'Mortgage Matchup Center',
    'Phoenix',
    [33.4457, -112.0712],
    'America/Phoenix',
    [home('PHX', 1992)],
    [
      'PHX Arena',
      'Footprint Center',
      'Phoenix Suns Arena',
      'Talking Stick Resort Arena',
      'US Airways Center',
      'America West Arena',
    ],
  ),
  site(
    'Moda Center',
    'Portland',
    [45.5316, -122.6668],
    PACIFIC,
    [home('POR', 1995)],
    ['Rose Garden', 'Rose Garden Arena'],
  ),
  site('Golden 1 Center', 'Sacramento', [38.5802, -121.4997], PACIFIC, [home('SAC', 2016)]),
  site(
    'Sleep Train Arena',
    'Sacramento',
    [38.6491, -121.5181],
    PACIFIC,
    [home('SAC', 1988, 2015)],
    ['Power Balance Pavilion', 'ARCO Arena'],
  ),
  site(
    'Frost Bank Center',
    'San Antonio',
    [29.427, -98.4375],
    CENTRAL,
    [home('SAS', 2002)],
    ['AT&T Center', 'SBC Center'],
  ),
  site(
    'Scotiabank Arena',
    'Toronto',
    [43.6435, -79.3791],
    'America/Toronto',
    [home('TOR', 1999, 2019), home('TOR', 2021)],
    ['Air Canada Centre'],
  ),
  // The Raptors' home of 2020-21, when the border was closed.
  site(
    'Benchmark International Arena',
    'Tampa',
    [27.9427, -82.4519],
    EASTERN,
    [home('TOR', 2020, 2020)],
    ['Amalie Arena'],
  ),
  site(
    'Delta Center',
    'Salt Lake City',
    [40.7683, -111.9011],
    MOUNTAIN,
    [home('UTA', 1991)],
    ['Vivint Arena', 'Vivint Smart Home Arena', 'EnergySolutions Arena'],
  ),
  site(
    'Capital One Arena',
    'Washington',
    [38.8981, -77.0209],
    EASTERN,
    [home('WAS', 1998)],
    ['Verizon Center', 'MCI Center'],
  ),

  // Neutral sites. The bubble of 2020 had three courts within half a mile: one place.
  site(
    'ESPN Wide World of Sports',
    'Lake Buena Vista',
    [28.3369, -81.5556],
    EASTERN,
    [],
    [
      'ESPN Wide World of Sports Complex',
      'Walt Disney World',
      'AdventHealth Arena',
      'The Arena at ESPN Wide World of Sports Complex',
      'HP Field House',
      'HP Fieldhouse',
      'VISA Athletic Center',
      'The Field House',
    ],
  ),
  site('T-Mobile Arena', 'Las Vegas', [36.1028, -115.1783], PACIFIC, []),
  site('Moody Center', 'Austin', [30.2819, -97.7325], CENTRAL, [], ['Moody Center ATX']),
  site('Alamodome', 'San Antonio', [29.4169, -98.4786], CENTRAL, []),
  site(
    'Arena CDMX',
    'Mexico City',
    [19.4967, -99.1758],
    'America/Mexico_City',
    [],
    ['Mexico City Arena', 'Arena Ciudad de México'],
  ),
  site('Bell Centre', 'Montreal', [45.4961, -73.5693], 'America/Toronto', [], ['Centre Bell']),
  site('The O2', 'London', [51.503, 0.0032], 'Europe/London', [], ['O2 Arena', 'The O2 Arena', 'The O2 Arena London']),
  site('Accor Arena', 'Paris', [48.8386, 2.3785], 'Europe/Paris', [], ['AccorHotels Arena', 'Bercy Arena']),
  site('Uber Arena', 'Berlin', [52.5061, 13.4433], 'Europe/Berlin', [], ['Mercedes-Benz Arena', 'O2 World']),
  site('Etihad Arena', 'Abu Dhabi', [24.4603, 54.604], 'Asia/Dubai', []),
  site('Saitama Super Arena', 'Saitama', [35.8949, 139.6308], 'Asia/Tokyo', []),
  site('Tokyo Dome', 'Tokyo', [35.7056, 139.7519], 'Asia/Tokyo', []),
];
