namespace Onair.Tests.Manifests.Mutations;

/// <summary>The ways in which a manifest breaks its schema.</summary>
public enum MutationKind
{
    /// <summary>A value of another JSON type.</summary>
    WrongType,

    /// <summary>A number below its minimum.</summary>
    BelowMinimum,

    /// <summary>A number above its maximum.</summary>
    AboveMaximum,

    /// <summary>A number that is not the multiple that it must be.</summary>
    NotAMultiple,

    /// <summary>A word that is not in the enum.</summary>
    NotInEnum,

    /// <summary>A string that does not match.</summary>
    PatternMismatch,

    /// <summary>A string that is no RFC 3339 time.</summary>
    NotATime,

    /// <summary>A string with fewer characters than it must have.</summary>
    TooShort,

    /// <summary>A string with more characters than it may have.</summary>
    TooLong,

    /// <summary>A list or map with fewer items than it must have.</summary>
    TooFew,

    /// <summary>A list or map with more items than it may have.</summary>
    TooMany,

    /// <summary>A field that must be there is not.</summary>
    MissingRequired,

    /// <summary>
    /// A field that the schema does not know. API servers drop it silently, unless the request asks for
    /// <c>fieldValidation=Strict</c>, which they know from 1.25 on; kubectl refuses it before.
    /// </summary>
    UnknownField,
}
