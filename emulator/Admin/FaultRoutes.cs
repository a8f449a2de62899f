using System.Text.Json;
using Onair.Emulator.Faults;

namespace Onair.Emulator.Admin;

/// <summary>Maps <c>/admin/faults</c>: GET returns the rules, PUT replaces them, DELETE removes them. A restart removes them as well.</summary>
internal static class FaultRoutes
{
    /// <summary>Needs <see cref="FaultRuleRegistry"/>.</summary>
    public static IEndpointRouteBuilder MapFaults(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/faults", (HttpContext context, FaultRuleRegistry rules) => WriteAsync(context, rules));
        routes.MapPut("/admin/faults", PutAsync);
        routes.MapDelete("/admin/faults", (HttpContext context, FaultRuleRegistry rules) =>
        {
            rules.Current = [];
            return WriteAsync(context, rules);
        });
        return routes;
    }

    private static async Task PutAsync(HttpContext context, FaultRuleRegistry rules)
    {
        string? violation;
        try
        {
            var given = await JsonSerializer.DeserializeAsync(context.Request.Body, FaultJson.Default.IReadOnlyListFaultRule, context.RequestAborted) ?? [];
            violation = given.Select((r, i) => r?.Violation() is { } broken ? $"[{i}].{broken}" : r is null ? $"[{i}]: it must be an object" : null).FirstOrDefault(v => v is not null);
            if (violation is null) rules.Current = given;
        }
        catch (JsonException e)
        {
            violation = $"body: it must be a list of fault rules: {e.Message}";
        }

        if (violation is null)
        {
            await WriteAsync(context, rules);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsync(violation, context.RequestAborted);
    }

    private static Task WriteAsync(HttpContext context, FaultRuleRegistry rules)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, rules.Current, FaultJson.Default.IReadOnlyListFaultRule, context.RequestAborted);
    }
}
