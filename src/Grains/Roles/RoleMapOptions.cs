using System.ComponentModel.DataAnnotations;
using Tollgate.EventStore;

namespace Tollgate.Grains.Roles;

/// <summary>How each silo follows the role map, and what an empty map begins with.</summary>
public sealed class RoleMapOptions : IValidatableObject
{
    public const string SectionName = "RoleMap";

    /// <summary>The most mappings that can be written together; more are added through the admin API.</summary>
    public const int MaxBootstrap = 200;

    /// <summary>Seconds between two readings of the map's stream by each silo. Changes are also pushed at once.</summary>
    /// <value>2; 1 to 60.</value>
    [Range(1, 60)]
    public int RefreshSeconds { get; set; } = 2;

    /// <summary>Seconds after which a copy that could not be confirmed is no longer used: calls are answered 503.</summary>
    /// <value>5; 1 to 600, and more than <see cref="RefreshSeconds"/>.</value>
    [Range(1, 600)]
    public int MaxStalenessSeconds { get; set; } = 5;

    /// <summary>Mappings written when the map has never been written, and never again.</summary>
    /// <value>None.</value>
    public IList<BootstrapMapping> Bootstrap { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxStalenessSeconds <= RefreshSeconds)
            yield return new ValidationResult($"{nameof(MaxStalenessSeconds)} must be more than {nameof(RefreshSeconds)}.");

        if (Bootstrap.Count > MaxBootstrap)
            yield return new ValidationResult($"{nameof(Bootstrap)} holds more than {MaxBootstrap} mappings.");

        var errors = Bootstrap.Select(static mapping => mapping.Error).OfType<string>().ToList();
        if (errors.Count == 0)
            errors = [.. BootstrapMapping.ErrorsBetween(Bootstrap)];
        if (errors.Count == 0 && Bootstrap.Sum(static mapping => mapping.StoredBytes) > EventBatch.MaxBytes)
            errors.Add($"the mappings take more than {EventBatch.MaxBytes} bytes, which is more than can be written together.");
        foreach (var error in errors)
            yield return new ValidationResult($"{nameof(Bootstrap)}: {error}");
    }
}
