-- How often each word stands in a text, the most frequent first.
CREATE FUNCTION count_words(text) RETURNS TABLE (word text, times bigint) LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(found[1]), count(*)
  FROM regexp_matches($1, '[[:alpha:]]+', 'g') AS found
  GROUP BY 1
  ORDER BY 2 DESC, 1
$$;
