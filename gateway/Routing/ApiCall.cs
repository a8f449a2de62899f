using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Routing;

/// <summary>One request, with its caller known and its parameters checked.</summary>
internal sealed class ApiCall(HttpContext http, ApiRoute route, Caller caller, string ns, IAuthorizer authorizer, StreamApiSettings settings, TimeProvider time)
{
    public HttpContext Http => http;

    public ApiRoute Route => route;

    public Caller Caller => caller;

    /// <summary>The namespace that the call is about: of the path, or the caller's own.</summary>
    public string Namespace => ns;

    public StreamApiSettings Settings => settings;

    public TimeProvider Time => time;

    /// <summary>The services of the program.</summary>
    public IServiceProvider Services => http.RequestServices;

    /// <summary>The name of the object that <see cref="ApiRoute.Target"/> found; never null in the handler of a route that has one.</summary>
    public string? Target { get; set; }

    /// <summary>How long <c>?wait=</c> asks to wait; null without it.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>The request's idempotency key; null without one.</summary>
    public IdempotencyKey? Idempotency { get; set; }

    /// <summary>The parameters of <see cref="ApiRoute.Form"/> that the request has.</summary>
    public IReadOnlyDictionary<string, string> Form { get; set; } = new Dictionary<string, string>();

    /// <summary>What precedes the route's path when the namespace is in the URL; else empty.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>A parameter of the path, checked by <see cref="TextRules.Id"/>.</summary>
    public string Parameter(string name) => (string)http.GetRouteValue(name)!;

    /// <summary>Whether the caller may do something else as well, e.g. read a Secret that a response would show.</summary>
    public Task<bool> MayAsync(Permission permission, string? name = null) => authorizer.MayAsync(caller, permission, ns, name, http.RequestAborted);

    /// <summary>Refuses the request unless the caller may do something else as well.</summary>
    /// <exception cref="ProblemException">403.</exception>
    public async Task RequireAsync(Permission permission, string? name = null)
    {
        if (!await MayAsync(permission, name)) throw Denial.Of(caller, permission, ns, name);
    }

    /// <summary>Refuses the request when <c>If-Match</c> names another state than the current one.</summary>
    /// <param name="current">What GET returns now.</param>
    /// <param name="type">How it is written.</param>
    /// <exception cref="ProblemException">412.</exception>
    public void RequireMatch<T>(T current, JsonTypeInfo<T> type)
    {
        var expected = http.Request.Headers.IfMatch;
        if (expected.Count > 0 && !ETags.IsKnown(expected, ETags.Of(JsonSerializer.SerializeToUtf8Bytes(current, type)))) throw ProblemException.Changed();
    }
}
