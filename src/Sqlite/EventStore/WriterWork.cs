namespace Tollgate.Sqlite.EventStore;

// Something the writer does inside a transaction that it shares with whatever else is waiting.
internal abstract class WriterWork
{
    // How much it weighs in the queue.
    public virtual int Bytes => 0;

    public abstract void Apply(LogTransaction transaction);

    // The transaction is on disk.
    public abstract void Succeed();

    // The transaction failed. What it wrote is not in the file, or (outcome unknown) may be.
    public abstract void Fail(Exception failure, bool outcomeUnknown);

    // The transaction failed, and this is what stands in the file now.
    public virtual void Settle(LogTransaction standing, Exception failure) => Fail(failure, outcomeUnknown: false);
}
