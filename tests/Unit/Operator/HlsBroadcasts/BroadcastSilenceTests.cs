using System.Net;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.HlsBroadcasts.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts;

/// <summary>The status tells the truth while AWS does not answer, and a broadcast goes on with what it has.</summary>
public sealed class BroadcastSilenceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTime _time = new(Noon);
    private readonly ProviderAccount _account;
    private readonly HlsBroadcastReconciler _reconciler;

    public BroadcastSilenceTests()
    {
        _account = new("p", new() { Region = "eu-central-1" }, new AnonymousAWSCredentials(), health: new("p", _time));
        _reconciler = new(null!, null!, null!, new(), _time);
    }

    public void Dispose() => _account.Dispose();

    [Theory]
    [InlineData("s3", 119, HlsBroadcastState.Running, null)]
    [InlineData("s3", 120, HlsBroadcastState.Running, "AWS has not answered since 2026-01-01T12:00:00Z. The folder may have changed since.")]
    [InlineData("s3", 1, HlsBroadcastState.Stopped, "AWS has not answered since 2026-01-01T12:00:00Z, and the encoder's credentials are to be revoked. They are as soon as AWS answers.")]
    [InlineData("medialive", 600, HlsBroadcastState.Running, null)]
    public void A_ready_broadcast_becomes_doubtful_when_S3_does_not_answer(string service, int seconds, HlsBroadcastState state, string? doubt)
    {
        var circuit = _account.Health.Of(service);
        circuit.Leave(circuit.Enter(CallPriority.Normal)!, answered: false);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var round = Round(state);

        var end = _reconciler.OnError(new HttpRequestException("no route"), new HlsBroadcastStep.LookAtPlaylists(Whole: false), round).ShouldBeOfType<StepError.Retries>().Recorded;

        if (doubt is null) end.ShouldNotBeOfType<Unsure>();
        else end.ShouldBe(new Unsure("NoAnswer", doubt));
    }

    [Fact]
    public void A_doubtful_broadcast_is_neither_ready_nor_interrupted()
    {
        var view = HlsBroadcastRound.Begun(Broadcast(HlsBroadcastState.Running), Noon);
        var live = BroadcastConditions.After(
            view with { Playlists = new([new MediaPlaylist("k", "e", Noon, HasEnded: false, CanEnd: false)], true, false) }, new Settle(), "https://example.com/index.m3u8", 3);
        live.Phase.ShouldBe("Live");

        var doubtful = BroadcastConditions.After(view with { Status = live }, new Unsure("NoAnswer", "…"), "https://example.com/index.m3u8", 3);

        doubtful.Phase.ShouldBe("Live");
        foreach (var type in new[] { ConditionTypes.Ready, HlsBroadcastConditions.Receiving })
            doubtful.Conditions.Single(c => c.Type == type).Status.ShouldBe(ConditionStatus.Unknown, type);
        doubtful.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Status.ShouldBe(ConditionStatus.False);
    }

    [Theory]
    [InlineData(600, true)]
    [InlineData(-1, false)]
    public void A_refusal_of_STS_ends_nothing_while_the_encoder_has_valid_credentials(int validSeconds, bool goesOn)
    {
        var round = Round(HlsBroadcastState.Running);
        round.Learn(v => v with { Secret = new(true, null, "onair-uid-1", Noon.AddSeconds(validSeconds), Noon) });
        var refusal = new AmazonSecurityTokenServiceException("not authorized") { ErrorCode = "AccessDenied", StatusCode = HttpStatusCode.Forbidden };

        var error = _reconciler.OnError(refusal, new HlsBroadcastStep.IssueCredentials(), round);

        if (goesOn) error.ShouldBeOfType<StepError.Continues>();
        else error.ShouldBeOfType<StepError.Ends>();
    }

    [Fact]
    public void A_taken_name_leaves_the_encoder_its_Secret()
    {
        var view = HlsBroadcastRound.Begun(Broadcast(HlsBroadcastState.Running), Noon) with { SecretName = "taken", HasFinalizer = true };
        DecideHlsBroadcast.Next(view).ShouldBe(new HlsBroadcastStep.LookAtSecret("taken"));

        DecideHlsBroadcast.Next(view with { Secret = new(false, "it belongs to something else") }).ShouldBe(new Stall("SecretTaken", "it belongs to something else"));
        DecideHlsBroadcast.Next(view with { Secret = new(false) }).ShouldBe(new HlsBroadcastStep.RemoveSecret("keynote-credentials"));
        DecideHlsBroadcast.Next(view with { Secret = new(false), RemovedSecrets = ["keynote-credentials"] }).ShouldBe(new HlsBroadcastStep.IntendCredentials());
    }

    private HlsBroadcastRound Round(HlsBroadcastState state)
    {
        var broadcast = Broadcast(state);
        return new(broadcast, HlsBroadcastRound.Begun(broadcast, _time.GetUtcNow()), _time) { Account = _account };
    }

    private static HlsBroadcast Broadcast(HlsBroadcastState state) => new()
    {
        Metadata = new() { Uid = "uid", Name = "keynote", NamespaceProperty = "shows", Generation = 3, Finalizers = [Annotations.Finalizer] },
        Spec = new() { ProviderRef = new() { Name = "p" }, State = state },
        Status = new()
        {
            Folder = "s3://broadcasts/hls/uid",
            StartedAt = Noon.AddMinutes(-1),
            Credentials = new() { SecretName = "keynote-credentials", RoleArn = "arn:aws:iam::123456789012:role/x", SessionName = "onair-uid-1", LiveUntil = Noon.AddMinutes(10) },
        },
    };
}
