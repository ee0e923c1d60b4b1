// Package words counts them.
package words

import "strings"

// Count says how often each word is in the text. Upper and lower case are one.
func Count(text string) map[string]int {
	counts := map[string]int{}
	for _, word := range strings.Fields(strings.ToLower(text)) {
		counts[word]++
	}
	return counts
}
