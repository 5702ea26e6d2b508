using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Tollgate.Gateways.Tests.Fixtures;

/// <summary>A process of a test, ended with it, and told of when it ends too early.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    public RunningProcess(string folder, string file, params IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it answers a request at all, or with success.</summary>
    public async Task UntilAnswersAsync(Uri url, bool withSuccess)
    {
        using var http = new HttpClient();
        var start = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(http, url, withSuccess))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail($"{_process.StartInfo.FileName} does not answer: {Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
            _said.AppendLine(line.Data);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri url, bool withSuccess)
    {
        try
        {
            using var answer = await http.GetAsync(url);
            return answer.IsSuccessStatusCode || !withSuccess;
        }
        catch (HttpRequestException fault) when (fault.InnerException is SocketException)
        {
            return false; // nobody listens yet
        }
    }
}
