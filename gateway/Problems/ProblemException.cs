using Onair.Api.Rules;

namespace Onair.Gateway.Problems;

/// <summary>A request that is refused; <see cref="ProblemWriter"/> turns it into the response.</summary>
internal sealed class ProblemException(int status, string detail, IReadOnlyList<FieldError>? errors = null) : Exception(detail)
{
    public int Status { get; } = status;

    public IReadOnlyList<FieldError>? Errors { get; } = errors;

    /// <summary>The header WWW-Authenticate.</summary>
    public string? Challenge { get; init; }

    /// <summary>The header Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>400: one value breaks a rule.</summary>
    public static ProblemException Invalid(string field, string? value, string rule) => Invalid([new(field, value, rule)]);

    /// <summary>400: these values break rules.</summary>
    public static ProblemException Invalid(IReadOnlyList<FieldError> errors) =>
        new(StatusCodes.Status400BadRequest, string.Join("; ", errors), errors);

    /// <summary>422: the resource would break rules of its kind.</summary>
    public static ProblemException Unacceptable(IEnumerable<Violation> violations)
    {
        FieldError[] errors = [.. violations.Select(v => new FieldError(v.Field, v.Value, v.Rule))];
        return new(StatusCodes.Status422UnprocessableEntity, string.Join("; ", (object[])errors), errors);
    }

    /// <summary>404.</summary>
    /// <param name="what">What does not exist, e.g. <c>stream</c>.</param>
    /// <param name="id">Its id.</param>
    public static ProblemException NotFound(string what, string id) => new(StatusCodes.Status404NotFound, $"There is no {what} \"{id}\".");

    /// <summary>409: the state of the resource does not allow it.</summary>
    public static ProblemException Conflict(string detail) => new(StatusCodes.Status409Conflict, detail);

    /// <summary>403.</summary>
    public static ProblemException Forbidden(string detail) => new(StatusCodes.Status403Forbidden, detail);

    /// <summary>412: the resource is not in the state that <c>If-Match</c> names.</summary>
    public static ProblemException Changed() =>
        new(StatusCodes.Status412PreconditionFailed, "The resource has changed since the ETag in If-Match was returned. Read it again.");
}
