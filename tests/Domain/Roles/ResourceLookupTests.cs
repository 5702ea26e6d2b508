using Tollgate.Domain.Roles;
using static Tollgate.Domain.Tests.Roles.GivenRoleMap;

namespace Tollgate.Domain.Tests.Roles;

/// <summary>Which resource a path belongs to. One at most: literal before parameter before star, left to right.</summary>
public sealed class ResourceLookupTests
{
    [Theory]
    [InlineData("/blog", "/blog", true)]
    [InlineData("/blog", "/Blog", false)]
    [InlineData("/blog", "/blog/", false)]
    [InlineData("/blog/", "/blog/", true)]
    [InlineData("/blog/", "/blog", false)]
    [InlineData("/blog", "/blo", false)]
    [InlineData("/blog", "/blogs", false)]
    [InlineData("/blog", "/blog/1", false)]
    [InlineData("/blog", "/", false)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/a", false)]
    [InlineData("/café", "/caf%C3%A9", true)]
    [InlineData("/a b", "/a%20b", true)]
    public void ResourceOf_Literal_IsMatchedToTheLetter(string pattern, string path, bool matches) => AssertMatch(pattern, path, matches);

    [Theory]
    [InlineData("/orders/{id}", "/orders/7", true)]
    [InlineData("/orders/{id}", "/orders/{id}", true)]
    [InlineData("/orders/{id}", "/orders/*", true)]
    [InlineData("/orders/{id}", "/orders/%20", true)]
    [InlineData("/orders/{id}", "/orders/", false)]
    [InlineData("/orders/{id}", "/orders", false)]
    [InlineData("/orders/{id}", "/orders/7/", false)]
    [InlineData("/orders/{id}", "/orders/7/lines", false)]
    [InlineData("/orders/{id}/", "/orders/7/", true)]
    [InlineData("/orders/{id}/", "/orders/7", false)]
    [InlineData("/orders/{id}/lines", "/orders/7/lines", true)]
    [InlineData("/{a}/b", "/x/b", true)]
    [InlineData("/{a}/b", "/x/c", false)]
    [InlineData("/{a}", "/", false)]
    [InlineData("/{a}/{b}", "/x/", false)]
    public void ResourceOf_Parameter_IsAnyOneSegmentButNotAnEmptyOne(string pattern, string path, bool matches) => AssertMatch(pattern, path, matches);

    [Theory]
    [InlineData("/a/*", "/a/b", true)]
    [InlineData("/a/*", "/a/b/", true)]
    [InlineData("/a/*", "/a/b/c/d", true)]
    [InlineData("/a/*", "/a/*", true)]
    [InlineData("/a/*", "/a", false)]
    [InlineData("/a/*", "/a/", false)]
    [InlineData("/a/*", "/ab/c", false)]
    [InlineData("/a/*", "/A/b", false)]
    [InlineData("/*", "/", false)]
    [InlineData("/*", "/a", true)]
    [InlineData("/*", "/a/b/", true)]
    [InlineData("/{x}/*", "/a", false)]
    [InlineData("/{x}/*", "/a/b", true)]
    public void ResourceOf_Star_IsOneSegmentOrMore(string pattern, string path, bool matches) => AssertMatch(pattern, path, matches);

    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a/c", "/a/{x}")]
    [InlineData("/a/c/d", "/a/*")]
    [InlineData("/c/b", "/{x}/b")]
    [InlineData("/c/c", "/*")]
    [InlineData("/a", "/*")]
    [InlineData("/c/b/d", "/*")]
    public void ResourceOf_SeveralMatch_IsTheMostSpecificFromLeftToRight(string path, string resource) =>
        Assert.Equal(resource, Of("/*", "/a/*", "/{x}/b", "/a/{x}", "/a/b").Find(path));

    // "/a/{b}" begins with a literal where "/{a}/b" begins with a parameter: the leftmost difference decides.
    [Fact]
    public void ResourceOf_LiteralFirstAgainstLiteralLast_TheLeftOneWins()
    {
        Assert.Equal("/a/{b}", Of("/{a}/b", "/a/{b}").Find("/a/b"));
        Assert.Equal("/{a}/b", Of("/{a}/b", "/a/{b}").Find("/x/b"));
        Assert.Equal("/a/*", Of("/{a}/b", "/a/*").Find("/a/b"));
        Assert.Equal("/{a}/b", Of("/{a}/b", "/*").Find("/a/b"));
    }

    // The better beginning leads nowhere: go back and try the next one.
    [Theory]
    [InlineData("/a/b/x", "/a/{p}/x", "/a/b/y")]
    [InlineData("/a/b/x", "/{p}/b/x", "/a/b/y", "/a/c/x")]
    [InlineData("/a/b/x", "/*", "/a/b/y", "/a/{p}/y", "/{p}/b/y")]
    [InlineData("/a/b/x", "/a/*", "/a/b/y", "/a/{p}/y", "/*")]
    [InlineData("/a/", "/{p}/", "/a/b", "/a/{p}", "/a/*")]
    [InlineData("/a", "/{p}", "/a/b", "/a/*")]
    public void ResourceOf_BetterBeginningLeadsNowhere_TriesTheNext(string path, string resource, params string[] others)
    {
        Assert.Equal(resource, Of([.. others, resource]).Find(path));
        Assert.Equal(resource, Of([resource, .. others]).Find(path));
    }

    // A server that is less strict than the map would find the literal: the wider resources must not open it.
    [Theory]
    [InlineData("/admin/*", "/Admin/users")]
    [InlineData("/admin/*", "/ADMIN/x/y/")]
    [InlineData("/Admin/*", "/admin/users")]
    [InlineData("/admin/*", "/admin./users")]
    [InlineData("/admin/*", "/admin../users")]
    [InlineData("/admin/*", "/admin%20/users")]
    [InlineData("/admin/*", "/%20admin/users")]
    [InlineData("/admin/*", "/admin.%20./users")]
    [InlineData("/admin/*", "/ａｄｍｉｎ/users")]
    [InlineData("/admin/*", "/ad%E2%80%8Bmin/users")]
    [InlineData("/caf\u00E9", "/cafe\u0301")]
    [InlineData("/cafe\u0301", "/caf%C3%A9")]
    [InlineData("/straße", "/STRAßE")]
    [InlineData("/blog", "/blog/")]
    [InlineData("/blog", "/Blog/")]
    [InlineData("/blog/", "/blog")]
    [InlineData("/blog/", "/blog.")]
    [InlineData("/a/{x}", "/A/1")]
    [InlineData("/a/{x}", "/a/1/")]
    [InlineData("/a/{x}/", "/a/1")]
    [InlineData("/{x}/b", "/1/B")]
    [InlineData("/{x}/b/*", "/1/B/2")]
    [InlineData("/a/B/c", "/A/b/C")]
    public void ResourceOf_LooksLikeAMoreSpecificResource_BelongsToNone(string resource, string path)
    {
        foreach (var wider in new[] { "/*", "/{p}", "/{p}/*", "/{p}/", "/{p}/{q}", "/{p}/{q}/*", "/{p}/{q}/{r}" }.Where(wider => !Resembles(wider, resource)))
            Assert.Null(Of(resource, wider).Find(path));
    }

    [Theory]
    [InlineData("/Admin", "/*", "/admin/*")]
    [InlineData("/admins/1", "/*", "/admin/*")]
    [InlineData("/adm/in", "/*", "/admin/*")]
    [InlineData("/Admin/", "/*", "/admin/*")]
    [InlineData("/orders/Export.", "/orders/{id}", "/orders/import")]
    [InlineData("/orders/A.", "/orders/{id}")]
    [InlineData("/companies/Acme%20Inc.", "/companies/{name}", "/companies/acme")]
    [InlineData("/blog/", "/*")]
    [InlineData("/blog/x/", "/blog/*", "/blog")]
    public void ResourceOf_LooksLikeNoOther_IsAPathLikeAnyOther(string path, string resource, params string[] others) =>
        Assert.Equal(resource, Of([.. others, resource]).Find(path));

    [Theory]
    [InlineData("/blog", "/blog")]
    [InlineData("/Blog", "/Blog")]
    [InlineData("/blog/", "/blog/")]
    [InlineData("/BLOG", null)]
    [InlineData("/Blog/", null)]
    [InlineData("/Blog/x", "/Blog/{x}")]
    [InlineData("/blog/x", null)]
    public void ResourceOf_BothSpellingsMapped_EachIsItsOwn(string path, string? resource) =>
        Assert.Equal(resource, Of("/*", "/blog", "/Blog", "/blog/", "/Blog/{x}").Find(path));

    // The exact spelling leads nowhere, the other one somewhere.
    [Fact]
    public void ResourceOf_OtherSpellingLeadsFurther_BelongsToNone()
    {
        Assert.Null(Of("/A/x", "/a/y", "/*").Find("/A/y"));
        Assert.Equal("/*", Of("/A/x", "/a/y", "/*").Find("/A/z"));
    }

    [Fact]
    public void Authorize_LooksLikeAMoreSpecificResource_IsUnmapped()
    {
        var map = With(Mapped("/admin/*", "*", "IT"), Mapped("/*", "*", "IT", "Sales"));

        Assert.Equal(new RoleOutcome(DenialReason.ResourceUnmapped, null, 2), map.Ask(["Sales", "IT"], "GET", "/Admin/users"));
        Assert.Equal(new RoleOutcome(null, "/admin/*", 2), map.Ask(["IT"], "GET", "/admin/users"));
    }

    [Fact]
    public void Authorize_MethodNotMapped_DoesNotFallBackToALessSpecificResource()
    {
        var map = With(Mapped("/a/b", "POST", "IT"), Mapped("/a/{x}", "GET", "IT"), Mapped("/a/*", "*", "IT"), Mapped("/*", "*", "IT"));

        Assert.Equal(new RoleOutcome(DenialReason.ResourceUnmapped, null, 4), map.Ask(["IT"], "GET", "/a/b"));
        Assert.Equal(new RoleOutcome(DenialReason.ResourceUnmapped, null, 4), map.Ask(["IT"], "POST", "/a/c"));
        Assert.Equal(new RoleOutcome(null, "/a/b", 4), map.Ask(["IT"], "POST", "/a/b"));
        Assert.Equal(new RoleOutcome(null, "/a/{x}", 4), map.Ask(["IT"], "HEAD", "/a/c"));
        Assert.Equal(new RoleOutcome(null, "/a/*", 4), map.Ask(["IT"], "POST", "/a/c/d"));
    }

    [Fact]
    public void Authorize_RoleNotAllowed_DoesNotFallBackToALessSpecificResource()
    {
        var map = With(Mapped("/a/b", "*", "IT"), Mapped("/a/*", "*", "Sales"));

        Assert.Equal(new RoleOutcome(DenialReason.RoleNotAllowed, "/a/b", 2), map.Ask(["Sales"], "GET", "/a/b"));
    }

    [Fact]
    public void Unmap_OneOfTwoMethods_LeavesTheResource()
    {
        var map = With(Mapped("/a/b", "GET", "IT"), Mapped("/a/b", "POST", "IT"), Mapped("/a/*", "*", "IT"), Unmapped("/a/b", "GET"));

        Assert.Equal("/a/b", map.Find("/a/b"));
        Assert.Equal(DenialReason.ResourceUnmapped, map.Ask(["IT"], "GET", "/a/b").Denial);
    }

    [Fact]
    public void Unmap_LastMethod_GivesThePathToTheNextResource()
    {
        var map = With(Mapped("/a/b", "GET", "IT"), Mapped("/a/*", "*", "IT"), Unmapped("/a/b", "GET"));

        Assert.Equal("/a/*", map.Find("/a/b"));
        Assert.Null(map.Ask(["IT"], "GET", "/a/b").Denial);
    }

    [Fact]
    public void ResourceOf_DeepestPathsThereAre_AreAnswered()
    {
        var deep = string.Concat(Enumerable.Repeat("/a", CallPath.MaxLength / 2));
        var rest = string.Concat(Enumerable.Repeat("/{x}", 500)) + "/*";
        var map = Of(deep, rest);

        Assert.Equal(deep, map.Find(deep));
        Assert.Equal(rest, map.Find(deep[..^2]));
        Assert.Equal(rest, map.Find(string.Concat(Enumerable.Repeat("/b", 501))));
        Assert.Null(map.Find(string.Concat(Enumerable.Repeat("/b", 500))));
    }

    // In the same place, so that it would be that resource's other spelling.
    private static bool Resembles(string wider, string resource) => wider.Count(c => c == '/') == resource.Count(c => c == '/') && resource.StartsWith("/{", StringComparison.Ordinal);

    private static void AssertMatch(string pattern, string path, bool matches) => Assert.Equal(matches ? pattern : null, Of(pattern).Find(path));
}
