using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Webhook;
using Onair.Webhook.Admission;
using Onair.Webhook.EventSinks;
using static Onair.Tests.Unit.Webhook.Reviews;

namespace Onair.Tests.Unit.Webhook.EventSinks;

public sealed class EventSinkValidationTests : IAsyncLifetime
{
    private readonly FakeCluster _cluster = FakeCluster.Of();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_sink_is_created_without_a_word() => Silent(await JudgeAsync(Create(Sink())));

    [Fact]
    public async Task All_that_is_wrong_with_a_new_sink_is_told_at_once() =>
        (await JudgeAsync(Create(Sink(s =>
        {
            (s.Url, s.AllNamespaces, s.CaBundle) = ("https://10.0.0.1/hook", true, "ca.pem");
            s.Selector.MatchExpressions = [new() { Key = "team", Operator = LabelOperator.In }];
        })))).Violations.Select(v => v.Field).ShouldBe(["spec.url", "spec.selector.matchExpressions[0].values", "spec.allNamespaces", "spec.caBundle"]);

    [Fact]
    public async Task Allows_addresses_and_namespaces_of_the_settings()
    {
        var sink = Sink(s => (s.Url, s.AllNamespaces) = ("https://10.0.0.1/hook", true));

        Silent(await JudgeAsync(Create(sink), Settings("media", "10.0.0.0/8")));
    }

    public static TheoryData<string, Action<EventSinkSpec>, string[]> Warnings => new()
    {
        { "all types", s => s.Events = ["dev.onair.*", "dev.onair.livestream.*", "dev.onair.videoasset.ready"], [] },
        { "no such kind", s => s.Events = ["dev.onair.livestream.*", "dev.onair.podcast.*"], ["spec.events[1]: \"dev.onair.podcast.*\" matches no event type"] },
        { "no such type", s => s.Events = ["dev.onair.livestream.ended"], ["spec.events[0]: \"dev.onair.livestream.ended\" matches no event type"] },
        {
            "http", s => s.Url = "http://hooks.example.com/",
            ["spec.url: events are sent over http without spec.signingSecretRef: the receiver cannot detect changes to them"]
        },
        { "http, signed", s => (s.Url, s.SigningSecretRef) = ("http://hooks.example.com/", new() { Name = "hooks" }), [] },
        {
            "http, signed, with a token", s => (s.Url, s.SigningSecretRef, s.TokenSecretRef) = ("HTTP://hooks.example.com/", new() { Name = "hooks" }, new() { Name = "hooks" }),
            ["spec.url: the token of spec.tokenSecretRef is sent over http, where others may read it: use https"]
        },
        { "a batch", s => s.BatchSize = 100, [] },
        { "a plain batch", s => (s.BatchSize, s.Format) = (100, EventFormat.Plain), ["spec.batchSize: 100 has no effect: a Plain request carries one event"] },
        { "plain without analytics", s => (s.Plain, s.Format) = (new() { Analytics = false }, EventFormat.Plain), [] },
        { "CloudEvents without analytics", s => s.Plain = new() { Analytics = false }, ["spec.plain has no effect with format CloudEvents"] },
    };

    [Theory]
    [MemberData(nameof(Warnings))]
    public async Task Warns_of_a_doubtful_setting_when_the_spec_is_written(string name, Action<EventSinkSpec> with, string[] warnings)
    {
        var verdict = await JudgeAsync(Create(Sink(with)));

        verdict.Violations.ShouldBeEmpty(name);
        verdict.Warnings.ShouldBe(warnings, name);
        verdict.Warnings.ShouldAllBe(w => w.Length <= Sentence.MaxLength);
        var replayed = Sink(with);
        replayed.Metadata.Annotations = new Dictionary<string, string> { [Annotations.Replay] = "1" };
        Silent(await JudgeAsync(Update(Sink(with), replayed)));
    }

    [Fact]
    public async Task An_existing_violation_is_only_a_warning()
    {
        var verdict = await JudgeAsync(Update(Sink(s => s.Url = "https://10.0.0.1/"), Sink(s => (s.Url, s.BatchSize) = ("https://10.0.0.1/", 2))));

        verdict.IsAllowed.ShouldBeTrue();
        verdict.Warnings.ShouldBe(
            ["spec.url: Invalid value: \"https://10.0.0.1/\": 10.0.0.1 is private (RFC 1918); events.allowedCidrs of the chart can allow private addresses; nothing is sent until it is fixed"]);
    }

    [Fact]
    public async Task Allows_every_deletion()
    {
        var going = Sink(s => s.Url = "https://10.0.0.1/");
        going.Metadata.DeletionTimestamp = DateTime.UnixEpoch;

        Silent(await JudgeAsync(Update(Sink(), going)));
        Silent(await JudgeAsync(Request("DELETE", default, Reviews.Json(going))));
    }

    private static EventSink Sink(Action<EventSinkSpec>? with = null)
    {
        var sink = new EventSink
        {
            ApiVersion = "onair.dev/v1alpha1",
            Kind = "EventSink",
            Metadata = new() { Name = "hooks", NamespaceProperty = "media", Uid = "uid-of-hooks" },
            Spec = new() { Url = "https://hooks.example.com/onair" },
        };
        with?.Invoke(sink.Spec);
        return sink;
    }

    private static WebhookSettings Settings(string ns = "onair-system", params string[] allowed) =>
        new() { Port = 1, HealthPort = 2, CallbackPort = 3, CertificateFolder = "", Drain = default, Namespace = ns, AllowedCidrs = allowed };

    private static void Silent(Verdict verdict)
    {
        verdict.Violations.ShouldBeEmpty();
        verdict.Warnings.ShouldBeEmpty();
        verdict.IsAllowed.ShouldBeTrue();
    }

    private async Task<Verdict> JudgeAsync(AdmissionRequest request, WebhookSettings? settings = null) =>
        await new EventSinkValidation(_cluster.Client(), settings ?? Settings()).ReviewAsync(request, CancellationToken.None);
}
