using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary><c>make screenshots</c>: the main views at two widths in both themes, for people to look at.</summary>
public sealed class Screenshots(WebSystem web)
{
    private static readonly (string Name, int Width, int Height)[] Sizes = [("desktop", 1280, 860), ("phone", 390, 844)];
    private static readonly ColorScheme[] Themes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly string[] People = ["aaron", "abigail", "adam", "aisha", "bea", "boris", "carla", "chen", "dana", "dmitri", "elif", "emma", "farid", "gita"];

    private static string Folder => Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots");

    [Fact(Explicit = true)]
    public async Task EveryView_AtTwoWidths_InBothThemes()
    {
        Directory.CreateDirectory(Folder);
        await PopulateAsync();
        foreach (var size in Sizes)
            foreach (var theme in Themes)
                await TakeAsync(size, theme);
    }

    // A morning's work: some used a little, some all of it, one was blocked, one given more.
    private async Task PopulateAsync()
    {
        for (var n = 0; n < People.Length; n++)
            await web.CallApiAsAsync($"{People[n]}@example.com", n * 7 % 6 + 1);
        await web.AdminAsync(HttpMethod.Put, "quotas/limit?principal=bob@example.com", new { limit = 250, reason = "launch week of the new portal" });
        await web.AdminAsync(HttpMethod.Put, "quotas/limit?principal=dmitri@example.com", new { limit = 0, reason = "a script ran wild, see ticket 4711" });
        await web.AdminAsync(HttpMethod.Put, "role-map", new { resource = "/orders/{id}", method = "GET", roles = new[] { "Finance", "Sales" } });
        await web.AdminAsync(HttpMethod.Put, "role-map", new { resource = "/orders/*", method = "*", roles = new[] { "Finance" } });
        await web.AdminAsync(HttpMethod.Put, "role-map", new { resource = "/reports/*", method = "GET", roles = new[] { "Finance", "IT" } });
        await web.CallApiAsync("bob", 37);
        await web.CallApiAsync("carol", 2);
    }

    private async Task TakeAsync((string Name, int Width, int Height) size, ColorScheme theme)
    {
        async Task<Visitor> OpenAsync() => await web.OpenAsync(options =>
        {
            options.ViewportSize = new() { Width = size.Width, Height = size.Height };
            options.ColorScheme = theme;
        });
        async Task ShootAsync(Visitor visitor, string view)
        {
            await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{view}-{size.Name}-{theme.ToString().ToLowerInvariant()}.png"), FullPage = true });
        }

        await web.BeginAnewAsync("alice");
        await using (var alice = await OpenAsync())
        {
            await ShootAsync(alice, "sign-in");
            await alice.SignInButton.ClickAsync();
            await alice.Page.GetByLabel("Password").WaitForAsync();
            await ShootAsync(alice, "okta");
            await alice.FillInAsync("alice", "demo");
            for (var left = WebSystem.DailyLimit - 1; left >= 1; left--)
            {
                await alice.CallApiAsync();
                await alice.SeesLeftAsync(left);
            }

            await ShootAsync(alice, "quota");
            await alice.CallApiAsync();
            await alice.SeesLeftAsync(0);
            await alice.CallApiAsync();
            await alice.SeesAsync("You have used all calls of today");
            await ShootAsync(alice, "limit-reached");
        }

        await using var admin = await OpenAsync();
        await admin.SignInAsync("admin");
        foreach (var (view, path, text) in new[]
        {
            ("principals", "admin/principals", "aaron@example.com"),
            ("principal", "admin/principals/bob%40example.com", "250"),
            ("role-map", "admin/roles", "/orders/{id}"),
            ("cluster", "admin/cluster", "127.0.0.1"),
        })
        {
            await admin.GoToAsync(path);
            await admin.SeesAsync(text);
            await ShootAsync(admin, view);
        }

        await admin.GoToAsync("admin/principals/alice%40example.com");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Events" }).ClickAsync();
        await admin.SeesAsync("GET /blog");
        await ShootAsync(admin, "events");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Why refused?" }).ClickAsync();
        await admin.SeesAsync("quota-exhausted");
        await ShootAsync(admin, "why-refused");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Set limit" }).ClickAsync();
        await admin.SeesAsync("Kept in the log with your name");
        await ShootAsync(admin, "set-limit");
    }
}
