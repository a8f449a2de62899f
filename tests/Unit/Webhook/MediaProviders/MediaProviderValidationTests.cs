using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Webhook;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.MediaProviders;

public sealed class MediaProviderValidationTests : IAsyncLifetime
{
    private static readonly WebhookSettings Settings = new()
    {
        Port = 8443,
        HealthPort = 8080,
        CallbackPort = 8081,
        CertificateFolder = "/certificates",
        Drain = TimeSpan.Zero,
        WebIdentityHosts = ["emulator.test"],
    };

    private readonly FakeCluster _cluster = FakeCluster.Of();
    private MediaProviderValidation _validation = null!;

    public async Task InitializeAsync()
    {
        var (providers, client) = await _cluster.StartAsync();
        _validation = new(providers, client, new(client), Settings);
        _cluster.Administrators.Add("root");
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    public static TheoryData<string, MediaProvider?, MediaProvider, string[]> Edits => new()
    {
        { "creation", null, Provider(), [] },
        {
            "faster than MediaLive", null, Provider(with: p => p.Spec.Aws!.RateLimit.RequestsPerSecond = 7.5),
            ["spec.aws.rateLimit: 7.5 requests a second with a burst of 30 is more than MediaLive's API allows (5 a second, a fixed limit): expect throttling"]
        },
        {
            "more at once than MediaLive takes", null, Provider(with: p => p.Spec.Aws!.RateLimit.Burst = 31),
            ["spec.aws.rateLimit: 5 requests a second with a burst of 31 is more than MediaLive's API allows (5 a second, a fixed limit): expect throttling"]
        },
        { "an emulator may be faster", null, Provider(with: p => (p.Spec.Aws!.EndpointUrl, p.Spec.Aws!.RateLimit.Burst) = ("http://emulator:8080", 1000)), [] },
        { "a second default", null, Provider("second", MakeDefault), ["another default provider exists already: first; with more than one, none is filled in for LiveStreams without providerRef"] },
        { "the only default", null, Provider("first", MakeDefault), [] },
        {
            "other endpoint with streams there", Provider(), Provider(with: p => p.Spec.Aws!.EndpointUrl = "http://emulator:8080"),
            ["spec.aws.endpointUrl: 2 LiveStreams have resources at the former endpoint (media/a, media/b); they are looked for at the new one, and created there if missing"]
        },
        { "other endpoint without streams", Provider("empty"), Provider("empty", p => p.Spec.Aws!.EndpointUrl = "http://emulator:8080"), [] },
        { "another edit of a provider in use", Provider(), Provider(with: p => p.Spec.Aws!.OutputBucket = "output"), [] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_is_told_what_it_does(string name, MediaProvider? before, MediaProvider after, string[] warnings)
    {
        _cluster.Providers.Add(Provider("first", MakeDefault));
        _cluster.Streams.AddRange([Made("a", "aws"), Made("b", "aws"), Named("c", "aws"), Made("d", "other")]);

        var verdict = await JudgeAsync(before is null ? Create(after) : Update(before, after));

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldBe(warnings, name);
        verdict.Warnings.ShouldAllBe(w => w.Length <= Sentence.MaxLength);
    }

    [Fact]
    public async Task Refuses_violations_of_a_new_provider_and_warns_of_stored_ones()
    {
        var wrong = Provider(with: p => (p.Spec.Aws!.DistributionId, p.Spec.Aws!.CdnAuthorization) = (null, new() { SecretArn = "arn:secret" }));

        (await JudgeAsync(Create(wrong))).Violations.ShouldHaveSingleItem().Field.ShouldBe("spec.aws.cdnAuthorization.secretArn");
        var edit = await JudgeAsync(Update(wrong, wrong.With(p => p.Spec.OnAirGuard = false)));
        edit.IsAllowed.ShouldBeTrue();
        var warning = edit.Warnings.ShouldHaveSingleItem();
        warning.ShouldStartWith("spec.aws.cdnAuthorization.secretArn: ");
        warning.ShouldEndWith("; nothing is done in its account until it is fixed");
    }

    [Theory]
    [InlineData("http://emulator.test:8080", true)]
    [InlineData("https://sts.example.com", false)]
    public async Task The_token_goes_only_to_a_host_that_the_chart_allows(string url, bool allowed)
    {
        var provider = Provider(with: p => (p.Spec.Aws!.EndpointUrl, p.Spec.Aws!.CredentialsSecretRef, p.Spec.Aws!.WebIdentity) = (url, null, new() { RoleArn = "arn:aws:iam::123456789012:role/onair" }));

        (await JudgeAsync(Create(provider))).Violations.Select(v => v.Field).ShouldBe(allowed ? [] : ["spec.aws.endpointUrl"]);
    }

    [Fact]
    public async Task The_region_that_was_verified_stays()
    {
        var before = Provider(with: p => p.Status = new() { Region = "us-east-1" });

        (await JudgeAsync(Update(before, Provider(with: p => p.Spec.Aws!.Region = "eu-central-1")))).Violations.ShouldHaveSingleItem().Field.ShouldBe("spec.aws.region");
    }

    /// <summary>By what is recorded or declared, over all pages of the list.</summary>
    [Fact]
    public async Task A_provider_in_use_is_not_deleted()
    {
        _cluster.Streams.AddRange([Made("a", "aws"), Named("b", "aws"), Made("c", "other"), Made("d", "aws"), Named("e", "aws"), Named("f", "aws")]);

        (await JudgeAsync(Delete(Provider()))).Forbidden.ShouldBe(
            "MediaProvider \"aws\" is used by 5 LiveStreams (media/a, media/b, media/d and 2 more), and spec.onAirGuard is true. Delete them first, or set spec.onAirGuard: false.");
        (await JudgeAsync(Delete(Provider("other")))).Forbidden.ShouldBe(
            "MediaProvider \"other\" is used by 1 LiveStream (media/c), and spec.onAirGuard is true. Delete them first, or set spec.onAirGuard: false.");
    }

    [Fact]
    public async Task Names_objects_of_namespaces_only_to_those_who_may_list_them()
    {
        _cluster.Streams.AddRange([Made("a", "aws"), Made("b", "aws")]);
        var moved = Update(Provider(), Provider(with: p => p.Spec.Aws!.EndpointUrl = "http://emulator:8080"));
        foreach (var user in new UserInfo?[] { new() { Username = "jane" }, new() { Username = "" } })
        {
            (await JudgeAsync(Delete(Provider()) with { UserInfo = user })).Forbidden.ShouldBe(
                "MediaProvider \"aws\" is used by 2 LiveStreams, and spec.onAirGuard is true. Delete them first, or set spec.onAirGuard: false.");
            (await JudgeAsync(moved with { UserInfo = user })).Warnings.ShouldBe(
                ["spec.aws.endpointUrl: 2 LiveStreams have resources at the former endpoint; they are looked for at the new one, and created there if missing"]);
        }

        var right = _cluster.AccessReviews.First().Spec;
        (right.User, right.ResourceAttributes!.Verb, right.ResourceAttributes.Group, right.ResourceAttributes.Resource, right.ResourceAttributes.NamespaceProperty)
            .ShouldBe(("jane", "list", "onair.dev", "livestreams", null));
    }

    [Fact]
    public async Task Refuses_to_remove_a_part_of_a_provider_that_is_in_use()
    {
        _cluster.Streams.Add(Made("a", "aws"));
        _cluster.Channels.Add(new() { Metadata = new() { Name = "lobby", NamespaceProperty = "media" }, Spec = new() { ProviderRef = new() { Name = "aws" } } });
        _cluster.Splits.Add(Done("x", "aws"));
        _cluster.Assets.Add(new() { Metadata = new() { Name = "talk", NamespaceProperty = "media", Finalizers = [Annotations.Finalizer] }, Status = new() { Provider = "aws" } });
        var both = Provider(with: p => p.Spec.Video = new());
        const string way = ", and spec.onAirGuard is true. Delete them first, or set spec.onAirGuard: false.";

        (await JudgeAsync(Update(both, both.With(p => p.Spec.Video = null)))).Forbidden.ShouldBe($"spec.video of MediaProvider \"aws\" is used by 1 VideoAsset (media/talk){way}");
        (await JudgeAsync(Update(both, both.With(p => p.Spec.Aws = null)))).Forbidden.ShouldBe(
            $"spec.aws of MediaProvider \"aws\" is used by 1 LiveStream (media/a), 1 IvsChannel (media/lobby) and 1 ArchiveSplit (media/x){way}");
        (await JudgeAsync(Update(both, both.With(p => (p.Spec.Video, p.Spec.OnAirGuard) = (null, false))))).IsAllowed.ShouldBeTrue();
        (await JudgeAsync(Update(both, both.With(p => p.Spec.Video!.Variables = new Dictionary<string, string> { ["test"] = "true" })))).IsAllowed.ShouldBeTrue();
        (await JudgeAsync(Delete(both))).Forbidden.ShouldBe(
            $"MediaProvider \"aws\" is used by 1 LiveStream (media/a), 1 IvsChannel (media/lobby), 1 ArchiveSplit (media/x) and 1 VideoAsset (media/talk){way}");
        _cluster.Assets.Clear();
        (await JudgeAsync(Update(both, both.With(p => p.Spec.Video = null)))).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_provider_with_outputs_of_splits_is_not_deleted()
    {
        _cluster.Splits.AddRange([Done("x", "aws"), Done("y", "other"), Done("z", null)]);

        (await JudgeAsync(Delete(Provider()))).Forbidden.ShouldBe(
            "MediaProvider \"aws\" is used by 1 ArchiveSplit (media/x), and spec.onAirGuard is true. Delete them first, or set spec.onAirGuard: false.");
    }

    [Fact]
    public async Task A_provider_without_users_or_guard_or_that_goes_already_is_deleted()
    {
        _cluster.Streams.Add(Made("a", "aws"));

        (await JudgeAsync(Delete(Provider("unused")))).IsAllowed.ShouldBeTrue();
        (await JudgeAsync(Delete(Provider(with: p => p.Spec.OnAirGuard = false)))).IsAllowed.ShouldBeTrue();
        (await JudgeAsync(Delete(Provider(with: p => p.Metadata.DeletionTimestamp = DateTime.UnixEpoch)))).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_guard_that_an_older_object_does_not_have_yet_is_on()
    {
        _cluster.Streams.Add(Made("a", "aws"));

        (await JudgeAsync(Request("DELETE", default, Reviews.Json("""{"metadata":{"name":"aws"},"spec":{"aws":{}}}""")))).IsAllowed.ShouldBeFalse();
    }

    private static ArchiveSplit Done(string name, string? provider) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "media", Finalizers = [Onair.Api.Common.Annotations.Finalizer] },
        Status = new() { Provider = provider },
    };

    private static LiveStream Made(string name, string provider) => Named(name, "somewhere", s => s.Status = new() { Resources = new() { Provider = provider } });

    private static LiveStream Named(string name, string provider, Action<LiveStream>? with = null) => Stream(s =>
    {
        s.Metadata.Name = name;
        s.Spec.ProviderRef = new() { Name = provider };
        with?.Invoke(s);
    });

    private Task<Verdict> JudgeAsync(AdmissionRequest request) => _validation.ReviewAsync(request with { UserInfo = request.UserInfo ?? new() { Username = "root" } }, CancellationToken.None);
}
