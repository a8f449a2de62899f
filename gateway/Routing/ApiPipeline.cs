using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Routing;

/// <summary>What happens to every request of a route before its handler: who, how often, where, and whether they may.</summary>
internal sealed class ApiPipeline(IAuthenticator authenticator, IAuthorizer authorizer, RateLimits limits, StreamApiSettings settings, TimeProvider time)
{
    public const string NamespaceParameter = "namespace";

    public async Task AnswerAsync(HttpContext context, ApiRoute route)
    {
        var trace = ApiTrace.Of(context);
        trace.Route = route.Path;
        var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
        trace.Caller = caller.Name;
        limits.Take(caller);
        CheckPath(context, route);

        var named = (string?)context.GetRouteValue(NamespaceParameter);
        var ns = named ?? caller.Namespace;
        trace.Namespace = ns;
        // The same response whether or not the namespace exists.
        if (settings.WatchNamespace is { } watched && ns != watched) throw ProblemException.NotFound("namespace", ns);
        if (caller.Key is { } key && key.Namespace != ns) throw ProblemException.Forbidden($"The API key {key.Name} is valid only in namespace {key.Namespace}.");

        var call = new ApiCall(context, route, caller, ns, authorizer, settings, time)
        {
            Wait = route.Waits ? WaitParameter.Read(context.Request.Query, settings.LongestWaitSeconds) : null,
            Prefix = named is null ? "" : $"/namespaces/{ns}",
        };
        call.Target = route.Target?.Invoke(call);
        foreach (var permission in route.Needs) await call.RequireAsync(permission, call.Target);
        // Only now: a caller without the right does not learn what exists.
        if (route.Target is not null && call.Target is null) throw ProblemException.NotFound(route.TargetNoun, call.Parameter("id"));
        await route.AnswerAsync(call, context.RequestAborted);
    }

    private static void CheckPath(HttpContext context, ApiRoute route)
    {
        var errors = new List<FieldError>();
        foreach (var (name, value) in context.Request.RouteValues)
        {
            var text = (string)value!;
            if ((name == NamespaceParameter ? TextRules.Namespace(text) : TextRules.Id(text)) is { } rule) errors.Add(new(name, Shown.Text(text), rule));
        }
        if (errors.Count == 0 && RawPath.BrokenParameter(context, route.Path) is { } broken) errors.Add(broken);
        if (errors.Count > 0) throw ProblemException.Invalid(errors);
    }
}
