using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Tollgate.Silo.Authentication;

/// <summary>
/// Threads of their own for the checking of signatures in a flood of tokens that nobody signed, one for each core. They take what the others leave
/// of the processor: such a flood must not slow the calls whose tokens are known. On an idle machine they are as fast as any.
/// </summary>
internal sealed partial class SignatureThreads : TaskScheduler, IDisposable
{
    // A tenth of what an ordinary thread gets when both want the same core.
    private const int Niceness = 10;

    private readonly BlockingCollection<Task> _checks = [];

    public SignatureThreads()
    {
        for (var core = 0; core < Environment.ProcessorCount; core++)
            new Thread(Work) { Name = "signatures", IsBackground = true, Priority = ThreadPriority.BelowNormal }.Start();
    }

    public Task<TResult> RunAsync<TResult>(Func<Task<TResult>> check) =>
        Task.Factory.StartNew(check, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public void Dispose() => _checks.CompleteAdding();

    protected override void QueueTask(Task task) => _checks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _checks;

    private void Work()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(which: 0, who: 0, Niceness); // of this thread alone; the runtime's own priorities do nothing on Linux
        foreach (var check in _checks.GetConsumingEnumerable())
            TryExecuteTask(check);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
