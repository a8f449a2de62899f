using System.Text;
using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts;
using Onair.Operator.MediaProviders;
using Onair.Operator.ProviderAccess;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Kubernetes;
using Onair.Tests.Unit.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Operator.AwsAccounts;

#pragma warning disable CA1001 // xunit calls DisposeAsync.
/// <summary>Nobody gets an account before STS has said that it is the provider's.</summary>
public sealed class ProviderAccountCacheTests : IAsyncLifetime
{
    private const string First = "111111111111";
    private const string Other = "222222222222";

    private readonly FakeTime _time = new();
    private readonly ScriptedServer _server = new();
    private ProviderAccountCache _accounts = null!;
    private LoopbackService _sts = null!;
    private Reply _answer = Identity(First);

    public async Task InitializeAsync()
    {
        _sts = await LoopbackService.StartAsync(_ => _answer);
        _accounts = new(_server.Client(_time).Reader(), new(new()), new(_time), _time);
    }

    public async Task DisposeAsync()
    {
        await _sts.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task STS_is_asked_once_for_all_rounds()
    {
        Secrets("7", "7");

        var accounts = new List<ProviderAccount>();
        for (var i = 0; i < 5; i++) accounts.Add(await _accounts.GetAsync(Provider(First), CancellationToken.None));
        _time.Advance(11);
        accounts.Add(await _accounts.GetAsync(Provider(First), CancellationToken.None));

        accounts.Distinct().ShouldHaveSingleItem();
        _sts.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Any_account_is_accepted_while_none_is_recorded()
    {
        Secrets("7");

        (await _accounts.GetAsync(Provider(null), CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_account_that_is_not_the_recorded_one_is_not_handed_out()
    {
        Secrets("7");
        _answer = Identity(Other);

        var error = await Refused(Provider(First));

        error.Reason.ShouldBe("AccountChanged");
        error.Message.ShouldContain($"belong to AWS account {Other}");
        error.Message.ShouldContain($"restore credentials of account {First}");
    }

    [Fact]
    public async Task Credentials_of_another_account_in_the_Secret_take_nobody_there_and_the_former_ones_bring_it_back()
    {
        Secrets("7", "8", "9");
        var before = await _accounts.GetAsync(Provider(First), CancellationToken.None);

        _answer = Identity(Other);
        _time.Advance(11);
        (await Refused(Provider(First))).Reason.ShouldBe("AccountChanged");

        _answer = Identity(First);
        _time.Advance(11);
        var after = await _accounts.GetAsync(Provider(First), CancellationToken.None);
        after.ShouldNotBe(before);
        // AWS counts calls by account, not by credentials.
        after.MediaLiveLimit.ShouldBe(before.MediaLiveLimit);
        after.Health.ShouldBe(before.Health);
    }

    [Fact]
    public async Task An_account_that_cannot_be_verified_is_not_handed_out_and_STS_is_asked_again_after_a_while()
    {
        Secrets("7", "7");
        _answer = Reply.Xml(403, "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not now</Message></Error></ErrorResponse>");

        var error = await Refused(Provider(First));
        (error.Reason, error.Message.Contains("Not now", StringComparison.Ordinal)).ShouldBe(("AccessDenied", true));
        await Refused(Provider(First));
        _sts.Requests.ShouldHaveSingleItem();

        _answer = Identity(First);
        _time.Advance(6);
        await _accounts.GetAsync(Provider(First), CancellationToken.None);
    }

    [Fact]
    public async Task A_check_asks_anew_because_credentials_may_change_without_a_Secret()
    {
        Secrets("7", "7");
        await _accounts.GetAsync(Provider(First), CancellationToken.None);
        _answer = Identity(Other);

        var check = await new AwsProviderCheck(_accounts).CheckAsync(Provider(First), Provider(First).Spec.Aws!, CancellationToken.None);

        (check.Usable, check.Reason, check.Account, check.Arn).ShouldBe((false, "AccountChanged", null, null));
        (await Refused(Provider(First))).Reason.ShouldBe("AccountChanged");
    }

    [Fact]
    public void The_recorded_account_and_region_stay()
    {
        var before = new MediaProviderStatus { AccountId = First, Region = "eu-central-1", Arn = "arn" };

        new ProviderCheck(false, AccountPin.Reason, "").Recorded(before, "eu-west-1").ShouldBe(before);
        new ProviderCheck(true, "Verified", "", Other, "arn").Recorded(before, "eu-west-1").ShouldBe(before);
        new ProviderCheck(false, "BucketMissing", "", Other, "arn").Recorded(new(), "eu-west-1")
            .ShouldBe(new MediaProviderStatus { AccountId = Other, Region = "eu-west-1", Arn = "arn" });
        new ProviderCheck(false, "Unreachable", "").Recorded(new(), "eu-west-1").ShouldBe(new MediaProviderStatus());
    }

    private static Reply Identity(string account) => Reply.Xml(200,
        $"""
         <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
         <Arn>arn:aws:iam::{account}:user/onair</Arn><UserId>AIDA1</UserId><Account>{account}</Account>
         </GetCallerIdentityResult></GetCallerIdentityResponse>
         """);

    private Task<CredentialsException> Refused(MediaProvider provider) => Should.ThrowAsync<CredentialsException>(_accounts.GetAsync(provider, CancellationToken.None));

    private MediaProvider Provider(string? account) => new()
    {
        Metadata = new() { Name = "p", Uid = "uid", Generation = 1 },
        Spec = new() { Aws = new() { Region = "eu-central-1", EndpointUrl = _sts.Url, CredentialsSecretRef = new() { Namespace = "media", Name = "keys" } } },
        Status = new() { AccountId = account },
    };

    // As it is read one time after the other, by its version.
    private void Secrets(params string[] versions)
    {
        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes("value"));
        foreach (var version in versions)
            _server.Answer($$$"""
                {"kind":"Secret","metadata":{"name":"keys","namespace":"media","resourceVersion":"{{{version}}}","labels":{"onair.dev/readable":"true"}},"data":{"accessKeyId":"{{{value}}}","secretAccessKey":"{{{value}}}"}}
                """);
    }
}
