DO $$
BEGIN
  ASSERT (SELECT array_agg(word || ' ' || times) FROM count_words('A rose is a rose.')) = '{a 2,rose 2,is 1}',
    'words are counted whatever their case, the most frequent first';
  ASSERT NOT EXISTS (SELECT FROM count_words('...')), 'no words, no rows';
END
$$;
