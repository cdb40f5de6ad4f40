"%d items" % "many"
