using Microsoft.Extensions.Configuration;
using Onair.Api.EventSinks;
using Onair.Operator.EventSinks;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>The variables that people know from the earlier service.</summary>
public sealed class DefaultSinkSettingsTests
{
    private const string Url = "DOWNSTREAM_SERVICE_URL=https://hooks.example.com/onair";
    private const string On = "DOWNSTREAM_SERVICE_ENABLED=true";

    [Theory]
    [InlineData]
    [InlineData("DOWNSTREAM_SERVICE_ENABLED=")]
    [InlineData("DOWNSTREAM_SERVICE_ENABLED=false")]
    [InlineData("DOWNSTREAM_SERVICE_ENABLED=False", "DOWNSTREAM_SERVICE_TIMEOUT=never")]
    [InlineData("DOWNSTREAM_SERVICE_URL=https://hooks.example.com/onair")]
    public void Without_ENABLED_there_is_none(params string[] environment)
    {
        Read(environment, out var errors).ShouldBe(new(null, null));
        errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_defaults_are_those_of_the_earlier_service()
    {
        var settings = Read([On, Url], out var errors)!;

        errors.ShouldBeEmpty();
        settings.Token.ShouldBeNull();
        settings.Spec.ShouldBeEquivalentTo(new EventSinkSpec
        {
            Url = "https://hooks.example.com/onair",
            Format = EventFormat.Plain,
            TimeoutSeconds = 10,
            RetryAttempts = 3,
            BatchSize = 100,
            Plain = new() { Analytics = true, Events = true },
            AllNamespaces = true,
        });
    }

    [Fact]
    public void Each_variable_counts()
    {
        var settings = Read(
            [
                "DOWNSTREAM_SERVICE_ENABLED=1", Url, "DOWNSTREAM_SERVICE_TOKEN=s3cret", "DOWNSTREAM_SERVICE_TIMEOUT=60", "DOWNSTREAM_SERVICE_RETRY_ATTEMPTS=0",
                "DOWNSTREAM_SERVICE_BATCH_SIZE=1", "DOWNSTREAM_SERVICE_ENABLE_ANALYTICS=false", "DOWNSTREAM_SERVICE_ENABLE_EVENTS=no", "DOWNSTREAM_SERVICE_FORMAT=cloudevents",
            ], out var errors)!;

        errors.ShouldBeEmpty();
        settings.Token.ShouldBe("s3cret");
        settings.Spec.ShouldBeEquivalentTo(new EventSinkSpec
        {
            Url = "https://hooks.example.com/onair",
            Format = EventFormat.CloudEvents,
            TokenSecretRef = new() { Name = "downstream-token", Key = "token" },
            TimeoutSeconds = 60,
            RetryAttempts = 0,
            BatchSize = 1,
            Plain = new() { Analytics = false, Events = false },
            AllNamespaces = true,
        });
    }

    [Theory]
    [InlineData("DOWNSTREAM_SERVICE_ENABLED=maybe", "DOWNSTREAM_SERVICE_ENABLED: Invalid value: \"maybe\": must be true or false")]
    [InlineData("DOWNSTREAM_SERVICE_URL=", "DOWNSTREAM_SERVICE_URL: Required value: must be an absolute http or https URL")]
    [InlineData("DOWNSTREAM_SERVICE_URL=hooks.example.com", "DOWNSTREAM_SERVICE_URL: Invalid value: \"hooks.example.com\": must be an absolute http or https URL")]
    [InlineData(
        "DOWNSTREAM_SERVICE_URL=https://jane:pass@hooks.example.com/",
        "DOWNSTREAM_SERVICE_URL: Invalid value: \"https://***@hooks.example.com/\": must not contain a user name or password: use tokenSecretRef")]
    [InlineData(
        "DOWNSTREAM_SERVICE_URL=http://10.0.0.1/",
        "DOWNSTREAM_SERVICE_URL: Invalid value: \"http://10.0.0.1/\": 10.0.0.1 is private (RFC 1918); events.allowedCidrs of the chart can allow private addresses")]
    [InlineData("DOWNSTREAM_SERVICE_TOKEN=two words", "DOWNSTREAM_SERVICE_TOKEN: Invalid value: \"…\": must consist of printable ASCII characters without spaces")]
    [InlineData("DOWNSTREAM_SERVICE_TIMEOUT=10s", "DOWNSTREAM_SERVICE_TIMEOUT: Invalid value: \"10s\": must be a whole number from 1 to 60")]
    [InlineData("DOWNSTREAM_SERVICE_TIMEOUT=0", "DOWNSTREAM_SERVICE_TIMEOUT: Invalid value: \"0\": must be a whole number from 1 to 60")]
    [InlineData("DOWNSTREAM_SERVICE_RETRY_ATTEMPTS=-1", "DOWNSTREAM_SERVICE_RETRY_ATTEMPTS: Invalid value: \"-1\": must be a whole number from 0 to 50")]
    [InlineData("DOWNSTREAM_SERVICE_BATCH_SIZE=101", "DOWNSTREAM_SERVICE_BATCH_SIZE: Invalid value: \"101\": must be a whole number from 1 to 100")]
    [InlineData("DOWNSTREAM_SERVICE_ENABLE_EVENTS=2", "DOWNSTREAM_SERVICE_ENABLE_EVENTS: Invalid value: \"2\": must be true or false")]
    [InlineData("DOWNSTREAM_SERVICE_FORMAT=1", "DOWNSTREAM_SERVICE_FORMAT: Invalid value: \"1\": must be one of CloudEvents, Plain")]
    public void A_wrong_value_is_named_with_its_variable_and_rule(string variable, string error)
    {
        Read([On, Url, variable], out var errors).ShouldBeNull();
        errors.ShouldBe([error]);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        Read([On, "DOWNSTREAM_SERVICE_TIMEOUT=long", "DOWNSTREAM_SERVICE_BATCH_SIZE=all"], out var errors).ShouldBeNull();
        errors.Select(e => e.Split(':')[0]).ShouldBe(["DOWNSTREAM_SERVICE_TIMEOUT", "DOWNSTREAM_SERVICE_BATCH_SIZE", "DOWNSTREAM_SERVICE_URL"]);
    }

    [Fact]
    public void A_network_that_is_allowed_is_allowed_here_too()
    {
        DefaultSinkSettings.Read(Environment([On, "DOWNSTREAM_SERVICE_URL=http://hooks.media.svc/onair"]), ["10.96.0.0/12"], out var errors).ShouldNotBeNull();
        errors.ShouldBeEmpty();
    }

    // Later ones count.
    private static IConfiguration Environment(string[] variables)
    {
        var values = new Dictionary<string, string?>();
        foreach (var variable in variables) values[variable.Split('=', 2)[0]] = variable.Split('=', 2)[1];
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static DefaultSinkSettings? Read(string[] environment, out IReadOnlyList<string> errors) =>
        DefaultSinkSettings.Read(Environment(environment), [], out errors);
}
