namespace Tollgate.Load.Stores;

internal enum StoreKind
{
    Sqlite,
    Memory,
}
