using System.Net;
using k8s.Authentication;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Kubernetes.Client;

public sealed class ClientRetryTests : IDisposable
{
    private const string Object = """{"metadata":{"name":"a","namespace":"n"}}""";
    private readonly ScriptedServer _server = new();
    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_server_that_sheds_load_is_asked_again_when_it_says()
    {
        _server.Answer("{}", HttpStatusCode.TooManyRequests, retryAfter: 2).Answer(Object);
        using var client = _server.Client(_time);

        var getting = client.GetAsync(BuiltInResources.ConfigMaps, "a", "n");
        getting.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        _server.Requests.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        (await getting).Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task A_refusal_without_a_time_is_told_at_once()
    {
        _server.Answer("""{"kind":"Status","reason":"TooManyRequests","message":"slow down"}""", HttpStatusCode.TooManyRequests);
        using var client = _server.Client(_time);

        (await Should.ThrowAsync<ApiException>(client.GetAsync(BuiltInResources.ConfigMaps, "a", "n"))).Reason.ShouldBe("TooManyRequests");
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_renewed_once()
    {
        _server.Answer("{}", HttpStatusCode.Unauthorized).Answer(Object);
        var number = 0;
        using var token = new RenewableToken(() => new StringTokenProvider($"{++number}", "Bearer"));
        using var client = _server.Client(_time, token);

        await client.GetAsync(BuiltInResources.ConfigMaps, "a", "n");

        _server.Requests.ShouldBe(["GET /api/v1/namespaces/n/configmaps/a Bearer 1", "GET /api/v1/namespaces/n/configmaps/a Bearer 2"]);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_is_an_error_and_renewed_for_the_next_request()
    {
        _server.Answer("{}", HttpStatusCode.Unauthorized).Answer("{}", HttpStatusCode.Unauthorized).Answer("{}", HttpStatusCode.Unauthorized).Answer(Object);
        var number = 0;
        using var token = new RenewableToken(() => new StringTokenProvider($"{++number}", "Bearer"));
        using var client = _server.Client(_time, token);

        (await Should.ThrowAsync<ApiException>(client.GetAsync(BuiltInResources.ConfigMaps, "a", "n"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await client.GetAsync(BuiltInResources.ConfigMaps, "a", "n");

        _server.Requests.Select(r => r.Split(' ')[^1]).ShouldBe(["1", "2", "2", "3"]);
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_an_error_of_its_status()
    {
        _server.Answer("<html>", HttpStatusCode.BadGateway);
        using var client = _server.Client(_time);

        var error = await Should.ThrowAsync<ApiException>(client.GetAsync(BuiltInResources.ConfigMaps, "a", "n"));

        (error.StatusCode, error.Status).ShouldBe((HttpStatusCode.BadGateway, null));
    }

    [Fact]
    public async Task A_request_without_an_answer_times_out()
    {
        using var client = _server.Client(_time);
        var getting = client.GetAsync(BuiltInResources.ConfigMaps, "a", "n");

        _time.Advance(TimeSpan.FromSeconds(31));

        await Should.ThrowAsync<TimeoutException>(getting);
    }

    [Fact]
    public async Task An_object_of_a_namespaced_kind_needs_a_namespace()
    {
        using var client = _server.Client(_time);

        (await Should.ThrowAsync<ArgumentException>(client.GetAsync(BuiltInResources.Secrets, "a", null))).Message.ShouldContain("namespace: required");
    }

    public void Dispose() => _server.Dispose();
}
