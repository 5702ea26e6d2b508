namespace Tollgate.Gateways.Tests.Fixtures;

/// <summary>A gateway of docs/gateways: its sample, and how it is started with it.</summary>
internal sealed record Gateway(string Program, IReadOnlyList<string> Samples, Func<string, IReadOnlyList<string>> Arguments)
{
    public static readonly Gateway Nginx = new(
        "/usr/sbin/nginx", ["nginx.conf"], folder => ["-p", folder, "-c", $"{folder}/nginx.conf", "-e", "stderr", "-g", $"daemon off; error_log stderr; pid {folder}/nginx.pid;"]);

    public static readonly Gateway Caddy = new("/usr/bin/caddy", ["Caddyfile"], static folder => ["run", "--config", $"{folder}/Caddyfile", "--adapter", "caddyfile"]);

    public static readonly Gateway HAProxy = new("/usr/sbin/haproxy", ["haproxy.cfg", "tollgate.lua"], static folder => ["-db", "-f", $"{folder}/haproxy.cfg"]);

    /// <summary>Writes the samples into a folder, with the ports of a test instead of those a reader would change.</summary>
    public void WriteSamples(string folder, int siloPort, int apiPort, int listenPort)
    {
        foreach (var name in Samples)
        {
            var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", name));
            text = text.Replace("127.0.0.1:8080", $"127.0.0.1:{siloPort}", StringComparison.Ordinal)
                .Replace("127.0.0.1:9000", $"127.0.0.1:{apiPort}", StringComparison.Ordinal)
                .Replace("127.0.0.1:8000", $"127.0.0.1:{listenPort}", StringComparison.Ordinal);
            if (name == "nginx.conf") // its workers write bodies into the test's own folder
                text = (Environment.IsPrivilegedProcess ? "user root;\n" : "") + text.Replace("http {", "http { access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }
}
