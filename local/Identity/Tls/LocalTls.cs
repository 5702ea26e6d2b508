namespace Tollgate.Local.Identity.Tls;

internal static class LocalTls
{
    public static void AddLocalTls(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LocalCertificate>();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(static kestrel => kestrel.ConfigureHttpsDefaults(
            https => https.ServerCertificate = kestrel.ApplicationServices.GetRequiredService<LocalCertificate>().Value));
    }
}
