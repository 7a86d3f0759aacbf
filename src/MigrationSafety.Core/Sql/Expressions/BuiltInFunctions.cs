using System;
using System.Collections.Generic;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Sql.Expressions;

/// <summary>
/// Functions of PostgreSQL and its common extensions by volatility (pg_proc.provolatile of PostgreSQL 18; overloads
/// count as their most volatile one). Operators' and types' own support functions are left out.
/// </summary>
internal static class BuiltInFunctions
{
    private const string Immutable = """
        abbrev abs acos acosd acosh any_value array_agg array_append array_cat array_dims array_fill array_length
        array_lower array_ndims array_position array_positions array_prepend array_remove array_replace
        array_reverse array_sort array_to_tsvector array_upper ascii asin asind asinh atan atan2 atan2d atand atanh
        avg bit bit_and bit_count bit_length bit_or bit_xor bool bool_and bool_or box bpchar broadcast btrim
        cardinality casefold cbrt ceil ceiling center char_length character_length chr circle corr cos cosd cosh cot
        cotd count covar_pop covar_samp crc32 crc32c cume_dist date_bin datemultirange daterange decode degrees
        dense_rank diameter div encode erf erfc every exp factorial family first_value float4 float8 floor gamma gcd
        get_bit get_byte height host hostmask inet_merge inet_same_family initcap int2 int4 int4multirange int4range
        int8 int8multirange int8range interval is_normalized isempty isfinite json_array_elements
        json_array_elements_text json_array_length json_each json_each_text json_extract_path json_extract_path_text
        json_object json_object_keys json_strip_nulls json_typeof jsonb_array_elements jsonb_array_elements_text
        jsonb_array_length jsonb_delete jsonb_each jsonb_each_text jsonb_exists jsonb_extract_path
        jsonb_extract_path_text jsonb_insert jsonb_object jsonb_object_agg jsonb_object_keys jsonb_path_exists
        jsonb_path_match jsonb_path_query jsonb_path_query_array jsonb_path_query_first jsonb_pretty jsonb_set
        jsonb_set_lax jsonb_strip_nulls jsonb_typeof justify_days justify_hours justify_interval lag last_value lcm
        lead left lgamma like like_escape line ln log log10 lower lower_inc lower_inf lpad lseg ltrim make_date
        make_interval make_time make_timestamp masklen max md5 min min_scale mod mode multirange netmask network
        normalize nth_value ntile num_nonnulls num_nulls numeric_inc nummultirange numnode numrange octet_length
        overlay parse_ident path percent_rank percentile_cont percentile_disc pg_size_bytes pg_size_pretty pi point
        polygon position pow power querytree quote_ident radians radius range_agg range_merge rank regexp_count
        regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array
        regexp_split_to_table regexp_substr repeat replace reverse right round row_number rpad rtrim scale set_bit
        set_byte set_masklen setweight sha224 sha256 sha384 sha512 sign similar_to_escape sin sind sinh split_part
        sqrt starts_with stddev stddev_pop stddev_samp string_agg string_to_array string_to_table strip strpos
        substr substring sum tan tand tanh text to_ascii to_bin to_hex to_oct translate trim_array trim_scale trunc
        ts_delete ts_filter ts_rank ts_rank_cd tsmultirange tsquery_phrase tsrange tstzmultirange tstzrange
        tsvector_to_array unicode_assigned unistr unnest upper upper_inc upper_inf uuid_extract_timestamp
        uuid_extract_version var_pop var_samp varchar variance width width_bucket xmlcomment xmlexists xmltext xpath
        xpath_exists
        """;

    private const string Stable = """
        age array_to_json array_to_string col_description concat concat_ws convert convert_from convert_to
        current_database current_schema current_schemas current_setting current_user date date_add date_part
        date_subtract date_trunc enum_first enum_last enum_range extract format format_type generate_series
        get_current_ts_config has_column_privilege has_database_privilege has_function_privilege
        has_schema_privilege has_sequence_privilege has_table_privilege inet_client_addr inet_server_addr
        inet_server_port json_agg json_agg_strict json_build_array json_build_object json_object_agg
        json_populate_record json_populate_recordset json_to_record json_to_recordset json_to_tsvector jsonb_agg
        jsonb_agg_strict jsonb_build_array jsonb_build_object jsonb_populate_record jsonb_populate_recordset
        jsonb_to_record jsonb_to_recordset jsonb_to_tsvector length make_timestamptz money now numeric
        obj_description overlaps pg_backend_pid pg_collation_for pg_column_size pg_current_snapshot
        pg_current_xact_id pg_current_xact_id_if_assigned pg_get_constraintdef pg_get_expr pg_get_functiondef
        pg_get_indexdef pg_get_serial_sequence pg_get_triggerdef pg_get_userbyid pg_get_viewdef pg_has_role
        pg_my_temp_schema pg_postmaster_start_time pg_table_is_visible pg_trigger_depth pg_type_is_visible pg_typeof
        phraseto_tsquery plainto_tsquery quote_literal quote_nullable regclass row_to_json session_user
        shobj_description statement_timestamp system_user time timestamp timestamptz timetz timezone to_char to_date
        to_json to_jsonb to_number to_regclass to_regnamespace to_regproc to_regprocedure to_regrole to_regtype
        to_timestamp to_tsquery to_tsvector transaction_timestamp ts_headline txid_current txid_current_if_assigned
        txid_current_snapshot version websearch_to_tsquery
        """;

    private const string VolatileOnes = """
        array_sample array_shuffle clock_timestamp current_query currval gen_random_uuid lastval lo_creat lo_create
        lo_from_bytea lo_import lo_put lo_unlink nextval pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock
        pg_advisory_unlock_all pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_cancel_backend pg_database_size
        pg_logical_emit_message pg_notify pg_relation_size pg_sleep pg_sleep_for pg_sleep_until pg_table_size
        pg_terminate_backend pg_total_relation_size pg_try_advisory_lock pg_try_advisory_lock_shared
        pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared query_to_xml random random_normal set_config
        setseed setval timeofday ts_rewrite txid_status uuidv4 uuidv7
        """;

    // uuid-ossp, pgcrypto, pg_trgm, fuzzystrmatch, hstore, ltree, unaccent, PostGIS: often called with their schema.
    private const string ExtensionImmutable = """
        akeys armor avals crypt cube daitch_mokotoff dearmor decrypt digest dmetaphone earth encrypt hmac hstore
        levenshtein ll_to_earth ltree2text metaphone nlevel show_trgm similarity soundex st_astext st_geomfromtext
        st_makepoint st_point st_setsrid st_transform st_x st_y strict_word_similarity subpath text2ltree
        uuid_generate_v3 uuid_generate_v5 uuid_nil uuid_ns_dns uuid_ns_oid uuid_ns_url uuid_ns_x500 word_similarity
        """;

    private const string ExtensionStable = "unaccent";

    private const string ExtensionVolatile =
        "gen_random_bytes gen_random_uuid gen_salt uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4";

    private static readonly Dictionary<string, Volatility> Catalog = Build(
        (Immutable, Volatility.Constant), (Stable, Volatility.Stable), (VolatileOnes, Volatility.Volatile));

    private static readonly Dictionary<string, Volatility> Extensions = Build(
        (ExtensionImmutable, Volatility.Constant), (ExtensionStable, Volatility.Stable), (ExtensionVolatile, Volatility.Volatile));

    /// <summary>The volatility of a function; Unknown for one that is not listed.</summary>
    public static Volatility VolatilityOf(QualifiedName function) =>
        function.Schema is null or "pg_catalog" && Catalog.TryGetValue(function.Name, out var known) ? known
        : Extensions.TryGetValue(function.Name, out known) ? known
        : Volatility.Unknown;

    private static Dictionary<string, Volatility> Build(params (string Names, Volatility Volatility)[] lists)
    {
        var names = new Dictionary<string, Volatility>(StringComparer.Ordinal);
        foreach (var (list, volatility) in lists)
        {
            foreach (var name in list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                names[name] = volatility;
            }
        }

        return names;
    }
}
