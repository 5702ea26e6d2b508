using Tollgate.Sqlite.Crasher;
using Tollgate.Sqlite.EventStore;

// A process made to be killed: it opens the log, says "open", writes as fast as it can, and says what it was told about every batch.
var options = new SqliteEventStoreOptions { Path = args[0], HeadFlushInterval = 200 };
await using var store = SqliteEventStore.Open(options);
Console.WriteLine("open");
await Task.WhenAll(Enumerable.Range(0, int.Parse(args[1], null)).Select(i => Task.Run(() => new Writer(store, i).Run())));
await Console.In.ReadToEndAsync();
