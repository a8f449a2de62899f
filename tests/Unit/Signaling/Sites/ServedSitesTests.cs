using Onair.Api.BroadcastSites;
using Onair.Signaling.Sites;

namespace Onair.Tests.Unit.Signaling.Sites;

/// <summary>Which spec of a site is served.</summary>
public sealed class ServedSitesTests
{
    private const string Path = "web/shop";
    private readonly ServedSites _sites = new(site => site.Spec.AllowedOrigins.Count > 0);

    [Fact]
    public void An_invalid_edit_leaves_the_last_valid_spec_in_force()
    {
        var valid = Site("1", "https://a.example");
        _sites.Of(Path, valid).ShouldBe(valid);

        _sites.Of(Path, Site("1")).ShouldBe(valid);
        _sites.Of(Path, Site("1")).ShouldBe(valid, "another edit is as invalid");

        var mended = Site("1", "https://b.example");
        _sites.Of(Path, mended).ShouldBe(mended);
    }

    [Fact]
    public void A_site_that_was_never_valid_is_not_served() => _sites.Of(Path, Site("1")).ShouldBeNull();

    [Fact]
    public void Another_site_of_the_same_name_inherits_nothing()
    {
        _sites.Of(Path, Site("1", "https://a.example"));

        _sites.Of(Path, Site("2")).ShouldBeNull();
    }

    [Fact]
    public void A_site_that_is_deleted_is_gone()
    {
        var site = Site("1", "https://a.example");
        _sites.Of(Path, site);

        var deleted = Site("1", "https://a.example");
        deleted.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        _sites.Of(Path, deleted).ShouldBeNull();
        _sites.Of(Path, null).ShouldBeNull();
        _sites.Of(Path, Site("1")).ShouldBeNull("nothing of it is remembered");
    }

    private static BroadcastSite Site(string uid, params string[] origins) => new() { Metadata = new() { Uid = uid }, Spec = new() { AllowedOrigins = [.. origins] } };
}
