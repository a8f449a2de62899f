using Amazon.Runtime;
using Onair.Operator.AwsAccounts;
using Onair.Operator.HlsBroadcasts.Viewers;

namespace Onair.Tests.Unit.Operator.HlsBroadcasts.Viewers;

public sealed class ViewerLooksTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly ProviderAccount _account = new("p", new() { Region = "eu-central-1" }, new BasicAWSCredentials("onair", "secret"));
    private int _asked;

    public void Dispose() => _account.Dispose();

    [Fact]
    public async Task All_broadcasts_of_a_bucket_share_an_answer_for_two_minutes()
    {
        var looks = new ViewerLooks(_time);

        for (var i = 0; i < 100; i++) (await looks.FindAsync(_account, "bucket", () => AnswerAsync(null))).ShouldBeNull();
        _asked.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(2));
        (await looks.FindAsync(_account, "bucket", () => AnswerAsync("policy"))).ShouldBe("policy");
        _asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_permission_is_asked_for_once_a_minute()
    {
        var looks = new ViewerLooks(_time);

        for (var i = 0; i < 100; i++) await Should.ThrowAsync<InvalidOperationException>(() => looks.FindAsync(_account, "bucket", DeniedAsync));
        _asked.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(1));
        (await looks.FindAsync(_account, "bucket", () => AnswerAsync("policy"))).ShouldBe("policy");
    }

    private Task<string?> AnswerAsync(string? policy)
    {
        _asked++;
        return Task.FromResult(policy);
    }

    private Task<string?> DeniedAsync()
    {
        _asked++;
        throw new InvalidOperationException("AccessDenied");
    }
}
