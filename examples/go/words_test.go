package words

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordsAreCountedInAnyCase(t *testing.T) {
	want := map[string]int{"a": 2, "tree": 1, "key": 1}
	if diff := cmp.Diff(want, Count("A tree\n a Key")); diff != "" {
		t.Error(diff)
	}
}
