# Rows as Debian's ruby-icalendar reads them, with tzinfo for the zones.
require 'json'
require 'stringio'
require 'tzinfo'
require 'icalendar'
require 'icalendar/tzinfo'

def moment(value)
  return value.strftime('%Y-%m-%d') if value.is_a?(Icalendar::Values::Date)

  zone = TZInfo::Timezone.get(Array(value.ical_params['tzid']).first)
  local = Time.utc(value.year, value.month, value.day, value.hour, value.min, value.sec)
  zone.local_to_utc(local).strftime('%Y-%m-%dT%H:%M:%SZ')
end

def alarm(alarm)
  trigger = alarm.trigger
  seconds = ((trigger.weeks * 7 + trigger.days) * 24 + trigger.hours) * 3600 + trigger.minutes * 60 + trigger.seconds
  related = Array(trigger.ical_params['related']).first || 'START'
  "#{related}#{trigger.past ? '-' : ''}#{seconds}"
end

def row(event)
  {
    uid: event.uid.to_s, summary: event.summary.to_s,
    start: moment(event.dtstart), end: moment(event.dtend),
    location: event.location&.to_s, status: event.status.to_s,
    alarms: event.alarms.map { |one| alarm(one) }
  }
end

folder = ARGV.fetch(0)
feeds = Dir.glob('**/*.ics', base: folder).sort
rows = feeds.to_h do |feed|
  calendars = Icalendar::Calendar.parse(File.read(File.join(folder, feed), encoding: 'UTF-8', mode: 'rb'))
  raise "#{feed}: #{calendars.length} calendars" unless calendars.length == 1

  [feed, calendars.first.events.map { |event| row(event) }]
end
puts JSON.generate(rows)
