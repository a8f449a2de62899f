using System.Text;
using k8s.Models;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Secrets;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

public sealed class WatchedSecretsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WatchedSecrets<IvsChannel> _secrets = new(c => [$"{c.Metadata.Name}-key"]);

    [Fact]
    public void A_Secret_that_stays_the_same_wakes_nobody()
    {
        _secrets.Look("uid", "key", "1", Noon).ShouldBeFalse("the first round of a process looks at everything");
        _secrets.Look("uid", "key", "1", Noon.AddHours(1)).ShouldBeFalse();
        _secrets.Suspicion("uid").ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2")]
    public void A_Secret_that_is_deleted_or_edited_wakes_its_resource_at_once(string? version)
    {
        _secrets.Look("uid", "key", "1", Noon);

        _secrets.Look("uid", "key", version, Noon.AddSeconds(5)).ShouldBeTrue();

        _secrets.Suspicion("uid").ShouldNotBeNull();
        _secrets.Suspicion("other").ShouldBeNull();
    }

    [Fact]
    public void A_Secret_that_cannot_be_written_is_asked_for_once_a_minute()
    {
        _secrets.Look("uid", "key", null, Noon).ShouldBeTrue();
        _secrets.Look("uid", "key", null, Noon.AddSeconds(59)).ShouldBeFalse();
        _secrets.Look("uid", "key", null, Noon.AddSeconds(60)).ShouldBeTrue();
        _secrets.Look("uid", "key", null, Noon.AddSeconds(65)).ShouldBeFalse();
    }

    [Fact]
    public void A_later_suspicion_outlives_the_round_that_did_not_know_of_it()
    {
        _secrets.Look("uid", "key", null, Noon);
        var begun = _secrets.Suspicion("uid");
        _secrets.Look("uid", "key", "2", Noon.AddSeconds(5));

        _secrets.Verified("uid", begun);
        _secrets.Suspicion("uid").ShouldNotBeNull();

        _secrets.Verified("uid", _secrets.Suspicion("uid"));
        _secrets.Suspicion("uid").ShouldBeNull();
    }

    [Fact]
    public void A_resource_that_is_deleted_has_no_Secrets_to_keep()
    {
        var channel = new IvsChannel { Metadata = new() { Name = "lobby" } };

        _secrets.Of(channel).ShouldBe(["lobby-key"]);
        channel.Metadata.DeletionTimestamp = Noon.UtcDateTime;
        _secrets.Of(channel).ShouldBeEmpty();
    }

    [Fact]
    public void Forgets_resources_that_are_gone()
    {
        _secrets.Look("uid", "key", null, Noon);

        _secrets.Keep(new HashSet<string>());

        _secrets.Suspicion("uid").ShouldBeNull();
        _secrets.Look("uid", "key", "1", Noon).ShouldBeFalse();
    }

    [Fact]
    public void A_seal_shows_what_was_edited_and_spares_what_others_added()
    {
        var data = new Dictionary<string, byte[]> { ["url"] = Encoding.UTF8.GetBytes("rtmps://x/key"), ["streamKey"] = Encoding.UTF8.GetBytes("key") };
        var secret = new V1Secret { Metadata = new() { Annotations = new Dictionary<string, string> { [SecretSeal.Annotation] = SecretSeal.Of(data) } }, Data = new Dictionary<string, byte[]>(data) };

        SecretSeal.IsIntact(secret).ShouldBeTrue();
        secret.Data["note"] = [1];
        SecretSeal.IsIntact(secret).ShouldBeTrue("another's entry");
        secret.Data["url"] = Encoding.UTF8.GetBytes("rtmps://x/other");
        SecretSeal.IsIntact(secret).ShouldBeFalse("edited");
        secret.Data.Remove("url");
        SecretSeal.IsIntact(secret).ShouldBeFalse("removed");
        SecretSeal.IsIntact(new() { Metadata = new(), Data = secret.Data }).ShouldBeTrue("of a former release");
    }
}
