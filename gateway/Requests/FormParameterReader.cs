using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Requests;

/// <summary>Reads parameters from the query and from the body of a form, which clients may mix.</summary>
internal static class FormParameterReader
{
    // In addition to Kestrel's minimum data rate.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The parameters that the request has, by their names. Unknown ones have no effect: clients add their own.</summary>
    /// <param name="context">The request.</param>
    /// <param name="known">The parameters of the route.</param>
    /// <param name="limit">The longest body in bytes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProblemException">400, 408, 413 or 415.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        HttpContext context, IReadOnlyList<FormParameter> known, int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await FormAsync(context, limit, time, cancellationToken);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var errors = new List<FieldError>();
        foreach (var (name, _) in known)
        {
            string?[] values = [.. context.Request.Query[name], .. form[name]];
            if (values.Length > 1) errors.Add(new(name, Shown.Text(string.Join(", ", values)), "must be given once"));
            else if (values is [{ } value]) found[name] = value;
        }
        return errors.Count == 0 ? found : throw ProblemException.Invalid(errors);
    }

    /// <summary>The parameters in one order, by which a repeated request is recognized.</summary>
    public static byte[] Canonical(IReadOnlyDictionary<string, string> parameters) =>
        Encoding.UTF8.GetBytes(string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")));

    private static async Task<IFormCollection> FormAsync(HttpContext context, int limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (request.ContentLength > limit) throw BodyReader.TooLarge(limit);
        if (!request.HasFormContentType)
        {
            // Some clients name a type for no body at all.
            return request.ContentLength == 0 || (request.ContentType is null && request.ContentLength is null) ? FormCollection.Empty
                : throw new ProblemException(
                    StatusCodes.Status415UnsupportedMediaType, "The header Content-Type must be application/x-www-form-urlencoded or multipart/form-data; the parameters can be in the query, too.");
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit;
        using var slow = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, cancellationToken);
        try
        {
            // As much as the limit stays in memory: the root file system is read-only.
            return await request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = limit, ValueCountLimit = 64, MultipartBodyLengthLimit = limit }, either.Token);
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw BodyReader.TooSlow(Timeout);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw BodyReader.TooLarge(limit);
        }
        catch (InvalidDataException)
        {
            throw ProblemException.Invalid("body", null, "must be a form of at most 64 values");
        }
    }
}
