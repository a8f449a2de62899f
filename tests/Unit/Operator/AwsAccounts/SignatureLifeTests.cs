using Amazon.Runtime;
using Onair.Operator.AwsAccounts;

namespace Onair.Tests.Unit.Operator.AwsAccounts;

public sealed class SignatureLifeTests
{
    // The SDK compares expirations with its own clock.
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    // The SDK counts a session as over a minute before it is.
    private static readonly TimeSpan Buffer = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Is_a_week_with_an_access_key() =>
        (await SignatureLife.EndAsync(new BasicAWSCredentials("a", "b"), Now)).ShouldBe(Now.AddDays(7), TimeSpan.FromMinutes(20));

    [Fact]
    public async Task Is_an_hour_with_a_session_whose_end_nobody_knows() =>
        (await SignatureLife.EndAsync(new SessionAWSCredentials("a", "b", "c"), Now)).ShouldBe(Now.AddHours(1));

    [Fact]
    public async Task Ends_with_the_session()
    {
        using var session = new Session(TimeSpan.FromMinutes(45));
        (await SignatureLife.EndAsync(session, Now)).ShouldBe(Now.AddMinutes(45), Buffer);
        session.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task A_session_that_ends_soon_is_replaced_first()
    {
        using var session = new Session(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(60));
        (await SignatureLife.EndAsync(session, Now)).ShouldBe(Now.AddMinutes(60), Buffer);
        session.Opened.ShouldBe(2);
    }

    private sealed class Session(params TimeSpan[] lives) : RefreshingAWSCredentials
    {
        public int Opened { get; private set; }

        protected override CredentialsRefreshState GenerateNewCredentials() => new(new ImmutableCredentials("a", "b", $"{Opened}"), (Now + lives[Opened++]).UtcDateTime);

        protected override Task<CredentialsRefreshState> GenerateNewCredentialsAsync() => Task.FromResult(GenerateNewCredentials());
    }
}
