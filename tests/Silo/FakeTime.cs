using Microsoft.Extensions.Time.Testing;
using Tollgate.Silo.Authentication.Keys;

namespace Tollgate.Silo.Tests;

/// <summary>Waiting for something by a clock that only the test moves.</summary>
internal static class FakeTime
{
    /// <summary>Lets the issuer be asked again, once, if that is what the task waits for.</summary>
    public static async Task<T> PassPauseAsync<T>(this FakeTimeProvider clock, SigningKeys keys, Task<T> task)
    {
        await UntilAsync(() => task.IsCompleted || keys.Waiting > 0);
        if (!task.IsCompleted)
            clock.Advance(SigningKeys.MinPause);
        return await task;
    }

    /// <summary>Waits, the clock standing still, until a condition holds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
