using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Onair.Api.BroadcastSites;
using Onair.Postgres;
using Onair.Signaling.Accounting;
using Onair.Signaling.Messages;
using Onair.Signaling.Sites;
using Onair.Signaling.State;

namespace Onair.Signaling.Rest;

/// <summary>The REST API for the servers of a site. openapi.json describes it.</summary>
internal sealed class SiteApi(ISites sites, Database database)
{
    /// <summary>The fewest bytes of a token.</summary>
    public const int ShortestToken = 16;

    private const string Bearer = "Bearer ";
    private const int MostBroadcasts = 10_000;
    private static readonly TimeSpan DefaultTime = TimeSpan.FromDays(30);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/sites/{ns}/{name}/users/{user}", c => ForSiteAsync(c, site => PresenceAsync(c, site)));
        routes.MapGet("/v1/sites/{ns}/{name}/broadcasts", c => ForSiteAsync(c, site => BroadcastsAsync(c, site)));
        routes.MapDelete("/v1/sites/{ns}/{name}/broadcasts/{id}", c => ForSiteAsync(c, site => EndAsync(c, site)));
        routes.MapGet("/v1/sites/{ns}/{name}/accounting", c => ForSiteAsync(c, site => AccountingAsync(c, site)));
        routes.MapGet("/openapi.json", c => JsonAnswer.WriteAsync(c, "application/json", OpenApi.Document));
    }

    private async Task ForSiteAsync(HttpContext context, Func<BroadcastSite, Task> answer)
    {
        // A site without API answers as one that does not exist.
        if (sites.Find($"{context.GetRouteValue("ns")}/{context.GetRouteValue("name")}") is not { Spec.Api: { } api } site)
        {
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "there is no such site, or it has no spec.api");
            return;
        }
        var secret = await sites.SecretAsync(site, api.TokenSecretRef, context.RequestAborted);
        if (secret is not { Value: { Length: >= ShortestToken } token } || !IsToken(context.Request, token))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status401Unauthorized, "the token of spec.api.tokenSecretRef is needed in the header 'Authorization: Bearer'");
            return;
        }
        try
        {
            await answer(site);
        }
        catch (DatabaseAwayException)
        {
            context.Response.Headers.RetryAfter = "2";
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "PostgreSQL does not answer");
        }
    }

    /// <summary>Whether a request carries this token.</summary>
    internal static bool IsToken(HttpRequest request, ReadOnlySpan<byte> token)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return false;
        // Hashes have one length, and the comparison shows nothing of the token's. A Secret often ends with a newline.
        return CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(header[Bearer.Length..].Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(token).Trim())));
    }

    private async Task PresenceAsync(HttpContext context, BroadcastSite site)
    {
        var user = (string)context.GetRouteValue("user")!;
        if (!MessageRules.IsUser(user))
        {
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "the user must have 1 to 128 characters");
            return;
        }
        var presence = (await database.DoAsync(session => Presences.OfAsync(session, site.Path, [user]), context.RequestAborted))[0];
        await JsonAnswer.WriteAsync(
            context, new(presence.User, presence.Name, presence.Online, presence.Live, presence.Away, presence.Since), RestJson.Default.PresenceAnswer);
    }

    private async Task BroadcastsAsync(HttpContext context, BroadcastSite site)
    {
        var answer = await database.DoAsync(
            async session =>
            {
                var live = await Broadcasts.LiveAsync(session, site.Path, MostBroadcasts);
                var viewers = (await session.ListAsync(
                    "SELECT v.broadcast, count(*) FROM viewings v JOIN broadcasts b ON b.id = v.broadcast WHERE b.site = $1 AND v.state = 'accepted' GROUP BY v.broadcast",
                    r => (r.GetString(0), (int)r.GetInt64(1)), site.Path)).ToDictionary(v => v.Item1, v => v.Item2);
                return live.Select(b => new BroadcastAnswer(b.Id, b.User, b.Name, b.StartedAt, b.EndsAt, b.Away, viewers.GetValueOrDefault(b.Id))).ToList();
            },
            context.RequestAborted);
        await JsonAnswer.WriteAsync(context, new(answer), RestJson.Default.BroadcastsAnswer);
    }

    private async Task EndAsync(HttpContext context, BroadcastSite site)
    {
        var id = (string)context.GetRouteValue("id")!;
        var ended = MessageRules.IsId(id) && await database.DoAsync(
            async session => await Broadcasts.FindAsync(session, id) is { EndedAt: null } live && live.Site == site.Path && await Broadcasts.EndAsync(session, id, EndReason.EndedBySite),
            context.RequestAborted);
        if (ended) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await JsonAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "the site has no such live broadcast");
    }

    private async Task AccountingAsync(HttpContext context, BroadcastSite site)
    {
        var query = context.Request.Query;
        var now = database.Now;
        if (!TryTime(query["to"], now + TimeSpan.FromMinutes(1), out var to) || !TryTime(query["from"], to - DefaultTime, out var from) || !TryOffset(query["offset"], out var offset))
        {
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "from and to must be RFC 3339 times, and offset a whole number");
            return;
        }
        var user = query["user"].ToString() is { Length: > 0 } text ? text : null;
        if (user is not null && !MessageRules.IsUser(user))
        {
            await JsonAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "the user must have 1 to 128 characters");
            return;
        }
        var rows = await database.DoAsync(session => Report.ReadAsync(session, site.Path, from, to, user, offset), context.RequestAborted);
        int? next = rows.Count == Report.MostRows ? offset + rows.Count : null;
        if (query["format"] == "csv" || context.Request.Headers.Accept.ToString().StartsWith("text/csv", StringComparison.OrdinalIgnoreCase))
        {
            if (next is not null) context.Response.Headers["Onair-Next-Offset"] = next.Value.ToString(CultureInfo.InvariantCulture);
            await JsonAnswer.WriteAsync(context, "text/csv; charset=utf-8; header=present", Encoding.UTF8.GetBytes(Report.Csv(rows)));
            return;
        }
        await JsonAnswer.WriteAsync(context, new(rows, Math.Round(rows.Sum(r => r.Seconds), 3), next), RestJson.Default.AccountingAnswer);
    }

    private static bool TryTime(string? text, DateTimeOffset fallback, out DateTimeOffset time)
    {
        time = fallback;
        if (string.IsNullOrEmpty(text)) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)) return false;
        time = time.ToUniversalTime();
        return true;
    }

    private static bool TryOffset(string? text, out int offset)
    {
        offset = 0;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
