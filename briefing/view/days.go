package view

import (
	"strconv"
	"strings"
	"time"
)

// DaysSaid says in words what Days reads.
const DaysSaid = "a day as 2024-11-27, a month or a year, today, yesterday, or how long ago as 7d, 2w, 3m, 1y"

// Days gives the first and the last day of what is typed for a time: a day, a month or a
// year, today, yesterday, or how many days, weeks, months or years before today. Wherever a
// date is asked for, on the command line and on the screen, it is read so.
func Days(typed string, today time.Time) (Period, bool) {
	typed = strings.ToLower(typed)
	switch typed {
	case "today":
		return Period{today, today}, true
	case "yesterday":
		return dayBefore(today, 0, 0, 1)
	}
	for _, f := range []struct {
		layout        string
		years, months int
	}{{time.DateOnly, 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}} {
		first, err := time.Parse(f.layout, typed)
		switch {
		case err != nil:
		case f.years+f.months == 0:
			return Period{first, first}, true
		default:
			return Period{first, first.AddDate(f.years, f.months, -1)}, true
		}
	}
	if typed == "" {
		return Period{}, false
	}
	last := len(typed) - 1
	n, err := strconv.Atoi(typed[:last])
	if err != nil || n < 0 || n >= 1e6 {
		return Period{}, false
	}
	switch typed[last] {
	case 'd':
		return dayBefore(today, 0, 0, n)
	case 'w':
		return dayBefore(today, 0, 0, 7*n)
	case 'm':
		return dayBefore(today, 0, n, 0)
	case 'y':
		return dayBefore(today, n, 0, 0)
	}
	return Period{}, false
}

func dayBefore(today time.Time, years, months, days int) (Period, bool) {
	day := today.AddDate(-years, -months, -days)
	return Period{day, day}, true
}
